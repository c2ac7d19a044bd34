#!/bin/sh
# Makes the five fonts of this folder from their published packages.
#
# Needs: Debian (apt-get download, dpkg-deb), python3 with venv and pip. Writes only into this folder.
# The characters of data/ go into the two bold subsets: run it again when data/ gains a rare character.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
data=$here/../../data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install --quiet fonttools==4.68.0
venv/bin/pip download --quiet --no-deps pylopdf-fonts-zh-cn==0.1.1
apt-get download fonts-noto-cjk
venv/bin/python -m zipfile -e pylopdf_fonts_zh_cn-0.1.1-py3-none-any.whl wheel
dpkg-deb -x fonts-noto-cjk_*.deb deb
wheel=wheel/pylopdf_fonts_zh_cn
deb=deb/usr/share/fonts/opentype/noto

# Which characters: bold.txt = GB 2312 and everything written in data/; supplement.txt = Han of the
# all-regions font that Noto Sans SC has not. Face 2 of each collection is the Simplified Chinese one.
venv/bin/python - "$data" "$wheel/NotoSansSC-Regular.otf" "$deb/NotoSansCJK-Regular.ttc" <<'PY'
import pathlib, sys
from fontTools.ttLib import TTFont

data, regular, collection = sys.argv[1:]
bold = {chr(c) for c in range(0x20, 0x7F)} | {chr(c) for c in range(0xA0, 0x100)}
for row in range(0xA1, 0xF8):
    for cell in range(0xA1, 0xFF):
        try:
            bold.add(bytes([row, cell]).decode("gb2312"))
        except UnicodeDecodeError:
            pass
# Signs that sheets use and GB 2312 has not.
bold |= set("㎡㎥㎏㎝㎞²³·•–—―‘’“”…‰℃№→←↑↓↔⇒✓□■○●◆◇△▲▽▼★☆〇〔〕【】《》〈〉「」『』①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳￥¥～－×÷±≤≥≠≈")
for file in pathlib.Path(data).rglob("*"):
    if file.suffix in {".csv", ".toml"}:
        bold |= set(file.read_text(encoding="utf-8"))
bold = {c for c in bold if c.isprintable() or c in "\u00a0\u3000"}
pathlib.Path("bold.txt").write_text("".join(sorted(bold)), encoding="utf-8")

HAN = [(0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
       (0xF900, 0xFAFF), (0x20000, 0x3FFFF)]
has = TTFont(regular).getBestCmap()
all_regions = TTFont(collection, fontNumber=2).getBestCmap()
extra = [c for c in all_regions if c not in has and any(a <= c <= b for a, b in HAN)]
pathlib.Path("supplement.txt").write_text("".join(map(chr, sorted(extra))), encoding="utf-8")
PY

# --notdef-outline: a missing character shows as a box instead of nothing. ccmp: the double dash has no gap.
# --name-IDs: keeps the licence text inside the font. Hinting makes no visible difference and weighs 1.4 MB.
# No locl in the all-regions fonts: it would carry the forms of other regions along.
cut() {
    out=$1 from=$2 features=$3
    shift 3
    venv/bin/pyftsubset "$from" "$@" --layout-features="$features" --notdef-outline --no-hinting \
        --name-IDs='*' --drop-tables+=vhea,vmtx,VORG,BASE --output-file="$here/$out"
}
cut NotoSansSC-Regular.otf "$wheel/NotoSansSC-Regular.otf" ccmp,calt,liga,locl,kern,mark --unicodes='*'
cut NotoSerifSC-Regular.otf "$wheel/NotoSerifSC-Regular.otf" ccmp,calt,liga,locl,kern,mark --unicodes='*'
cut NotoSansSC-Bold.otf "$deb/NotoSansCJK-Bold.ttc" ccmp,calt,liga,kern,mark --font-number=2 --text-file=bold.txt
cut NotoSerifSC-Bold.otf "$deb/NotoSerifCJK-Bold.ttc" ccmp,calt,liga,kern,mark --font-number=2 --text-file=bold.txt
cut NotoSansCJK-Supplement.otf "$deb/NotoSansCJK-Regular.ttc" ccmp --font-number=2 --text-file=supplement.txt
ls -l "$here"/*.otf
