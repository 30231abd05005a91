"""The spiders: `kazpravda` walks one site by its profile, `news` any site."""
