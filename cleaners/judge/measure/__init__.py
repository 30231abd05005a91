"""What is measured on the blocks of a page before the classifier judges them."""
