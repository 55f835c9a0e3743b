"""How the documentation becomes a site: `make docs`."""

project = "Ombud"
author = "The Ombud authors"
extensions = ["myst_parser"]
exclude_patterns = ["README.md"]
source_suffix = {".md": "markdown"}
html_theme = "furo"
html_title = "Ombud"
html_copy_source = False
html_show_sphinx = False
html_static_path: list[str] = []
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f3a5f", "color-brand-content": "#1f4f8f"},
    "dark_css_variables": {"color-brand-primary": "#9dc1f0", "color-brand-content": "#9dc1f0"},
}
pygments_style = "friendly"
pygments_dark_style = "github-dark"
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
nitpicky = True
