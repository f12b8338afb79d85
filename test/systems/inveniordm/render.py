"""
Renders templates as InvenioRDM does: with Jinja, and with stand-ins for the templates and functions that snippets use.
Prints what belongs into the page, as JSON: {"content": …}.

    python3 render.py '{"snippets": {"macro": "…/stats_dashboard_macro.html"}, "community": true}'

A page is the statistics page of `invenio-stats-dashboard`, whose macro is `macro`, or the front page, whose template is
`frontpage`, and is named by the settings in `config`.
"""

import json
import sys
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

settings = json.loads(sys.argv[1])
snippets = {name: Path(path) for name, path in settings["snippets"].items()}

DASHBOARD = {
    "dashboard_type": "community" if settings.get("community") else "global",
    "dashboard_enabled": True,
    "dashboard_enabled_communities": True,
    "title": 'The repository\'s "numbers" & <more>',
    "show_title": True,
    "default_granularity": "month",
    "default_range_options": {"month": "12months"},
    "layout": {"tabs": [{"name": "usage", "label": "Usage", "rows": [{"components": [{"component": "SingleStatViews"}]}]}]},
}
COMMUNITY = {
    "id": "astronomy",
    "slug": "stars",
    "links": {"self_html": "https://repository.example.org/communities/stars"},
    "custom_fields": {"stats:dashboard_enabled": True},
}
# The blocks of the page that templates override, in the order of the page.
PAGE = "{% block page_body %}{% endblock %}{% block javascript %}<script>/* the scripts of the theme */</script>{% endblock %}"
FRONTPAGE = '{% extends "page.html" %}{% block page_body %}<h1 class="ui header">Search for records</h1>{% endblock %}'
STATISTICS = (
    '{% extends "page.html" %}{% from "macro.html" import stats_dashboard %}'
    "{% block page_body %}{{ stats_dashboard(dashboard_config, community=community) }}{% endblock %}"
)

templates = {"page.html": PAGE, "invenio_app_rdm/frontpage.html": FRONTPAGE, "statistics.html": STATISTICS}
config = {}
if "macro" in snippets:
    templates["macro.html"] = snippets["macro"].read_text()
    template = "statistics.html"
else:
    exec(snippets["config"].read_text(), config)
    templates[snippets["frontpage"].name] = snippets["frontpage"].read_text()
    template = config["THEME_FRONTPAGE_TEMPLATE"]

environment = Environment(loader=DictLoader(templates), autoescape=select_autoescape(), undefined=StrictUndefined)
environment.globals.update(
    _=lambda text: text,
    url_for=lambda endpoint, filename: f"/{endpoint}/{filename}",
)
community = COMMUNITY if settings.get("community") else None
html = environment.get_template(template).render(dashboard_config=DASHBOARD, community=community)
print(json.dumps({"content": html}))
