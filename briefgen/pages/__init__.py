"""The values that pages are made of: a page holds, by value, exactly what it shows.

These classes are the contract with themes: a template receives one of them as `page`. Every `url` and `path` is relative to the
site's root (`events/slug.html`); templates turn it into a link with `href(url)`. Dates are ISO 8601, as precise as is known.
"""
