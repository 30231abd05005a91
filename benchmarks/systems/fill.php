<?php
// Installs WordPress and publishes what newsroom.json holds. Run as: php fill.php ROOT NEWSROOM PICTURES URL
[, $root, $newsroom, $pictures, $url] = $argv;
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT);
require "$root/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';

$data = json_decode(file_get_contents($newsroom), true);
wp_install($data['name'], 'editor', 'editor@example.org', true, '', wp_generate_password(), 'ru_RU');
load_default_textdomain('ru_RU');
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
    wp_delete_post($post->ID, true);
}
update_option('timezone_string', $data['zone']);
update_option('permalink_structure', '/%year%/%monthnum%/%day%/%postname%/');
update_option('posts_per_rss', 20);

$authors = [];
foreach ($data['authors'] as $number => $name) {
    $login = "author$number";
    $authors[$name] = wp_insert_user(['user_login' => $login, 'user_pass' => wp_generate_password(),
        'user_email' => "$login@example.org", 'display_name' => $name, 'role' => 'author']);
}
$sections = [];
foreach ($data['sections'] as $name) {
    $sections[$name] = wp_insert_term($name, 'category')['term_id'];
}

function add_picture(string $folder, string $name, array $story): int {
    $upload = wp_upload_bits($name, null, file_get_contents("$folder/$name"), substr($story['published'], 0, 7));
    $id = wp_insert_attachment(['post_mime_type' => 'image/jpeg', 'post_title' => $name,
        'post_status' => 'inherit'], $upload['file']);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $upload['file']));
    return $id;
}

function publish(array $story, array $facts, string $pictures): int {
    $content = implode("\n<!--nextpage-->\n", array_map(fn($part) => implode("\n", array_column($part, 'html')), $story['parts']));
    foreach (array_filter(array_column(array_merge(...$story['parts']), 'picture')) as $name) {
        $address = wp_get_attachment_url(add_picture($pictures, $name, $story));
        $content = str_replace('{' . $name . '}', $address, $content);
    }
    $when = new DateTimeImmutable($story['published']);
    $id = wp_insert_post(wp_slash($facts + ['post_title' => $story['headline'], 'post_name' => $story['slug'],
        'post_content' => $content, 'post_status' => 'publish',
        'post_date' => $when->format('Y-m-d H:i:s'), 'post_password' => $story['password']]), true);
    if (is_wp_error($id)) {
        throw new Exception($id->get_error_message());
    }
    if ($story['picture']) {
        set_post_thumbnail($id, add_picture($pictures, $story['picture'], $story));
    }
    return $id;
}

kses_remove_filters();
foreach ([...$data['stories'], ...$data['protected']] as $story) {
    $id = publish($story, ['post_type' => 'post', 'post_author' => $authors[$story['author']],
        'post_category' => [$sections[$story['section']]], 'tags_input' => $story['tags']], $pictures);
    foreach ($story['comments'] as $comment) {
        $written = (new DateTimeImmutable($comment['written']))->format('Y-m-d H:i:s');
        wp_insert_comment(wp_slash(['comment_post_ID' => $id, 'comment_author' => $comment['author'],
            'comment_content' => $comment['text'], 'comment_date' => $written, 'comment_approved' => 1]));
    }
}
foreach ($data['pages'] as $page) {
    publish($page, ['post_type' => 'page'], $pictures);
}
flush_rewrite_rules();
