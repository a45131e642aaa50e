"""Makes the two files beside this one from Overpass[wght].ttf, as Google Fonts publishes it (version 4.000).

    pip install fonttools==4.68.0 && python subset.py 'Overpass[wght].ttf'

Kept are two weights, the letters of languages written in Latin script, and figures of one width, which
stand under each other in tables. The program can't ask a font for those, so they take the place of the
others.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = {"medium": 500, "extra-bold": 800}
LETTERS = (
    "20-7e,a0-17f,192,218-21b,2c6,2da,2dc,2010-2015,2018-201e,2020-2022,2026,2030,2032,2033,2039,203a,"
    "2044,20ac,20b9,2122,2190-2193,2212"
)


def tabular_figures(font):
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for rules in table.LookupList.Lookup[index].SubTable:
                    yield from getattr(rules, "ExtSubTable", rules).mapping.items()


for name, weight in WEIGHTS.items():
    font = instancer.instantiateVariableFont(TTFont(sys.argv[1]), {"wght": weight}, updateFontNames=True)
    figures = dict(tabular_figures(font))
    for table in font["cmap"].tables:
        table.cmap = {code: figures.get(glyph, glyph) for code, glyph in table.cmap.items()}
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables += ["DSIG"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(LETTERS))
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(Path(__file__).parent / f"overpass-{name}.ttf")
