//! The fonts of the window. All are shipped inside the program, so that a name looks the same on every machine.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

use crate::print::font::FontFile;

/// Family of headings and figures that must stand out.
pub const BOLD: &str = "bold";
/// Family of the paper preview: 宋体.
pub const SONG: &str = "song";
/// Family of the paper preview: 宋体, bold.
pub const SONG_BOLD: &str = "song-bold";

const SANS: &str = "sans";
const SANS_BOLD: &str = "sans-bold";
const SERIF: &str = "serif";
const SERIF_BOLD: &str = "serif-bold";
const SUPPLEMENT: &str = "supplement";
static SANS_BOLD_BYTES: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf");
const ICONS: &str = egui_material_icons::FONT_FAMILY;

/// Makes the families known to the window. A character is looked for in the wanted style, then in its regular one,
/// then among the rare characters, then in egui's signs, then in the fonts of the machine.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// The family of the icons, see [`super::icon`].
pub fn icons() -> FontFamily {
    FontFamily::Name(ICONS.into())
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let files = [
        (SANS, FontFile::SansRegular.bytes()),
        (SANS_BOLD, SANS_BOLD_BYTES),
        (SERIF, FontFile::SerifRegular.bytes()),
        (SERIF_BOLD, FontFile::SerifBold.bytes()),
        (SUPPLEMENT, FontFile::Supplement.bytes()),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let icons = egui_material_icons::font_insert();
    fonts.font_data.insert(ICONS.to_owned(), Arc::new(icons.data));
    let signs = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let chain = |own: &[&str]| -> Vec<String> {
        let shipped = own.iter().copied().chain([SUPPLEMENT, ICONS]).map(str::to_owned);
        shipped.chain(signs.iter().cloned()).collect()
    };
    fonts.families = [
        (FontFamily::Proportional, chain(&[SANS])),
        (FontFamily::Monospace, chain(&[SANS])),
        (FontFamily::Name(BOLD.into()), chain(&[SANS_BOLD, SANS])),
        (FontFamily::Name(SONG.into()), chain(&[SERIF, SANS])),
        (FontFamily::Name(SONG_BOLD.into()), chain(&[SERIF_BOLD, SERIF, SANS])),
        (FontFamily::Name(ICONS.into()), vec![ICONS.to_owned(), SANS.to_owned()]),
    ]
    .into();
    fonts
}

#[cfg(test)]
mod tests {
    use egui::{FontId, RichText};

    use super::*;
    use crate::ui::testing::harness;

    const RARE: &str = "撖家塔村 诃额伦街道 王𠮷 李㛃 张𬭎 0123456789 ，。、；：？！“”‘’（）《》〔〕【】……——×√✓□■℃㎡①";

    fn families() -> [FontFamily; 5] {
        let named = |name: &str| FontFamily::Name(name.into());
        [FontFamily::Proportional, FontFamily::Monospace, named(BOLD), named(SONG), named(SONG_BOLD)]
    }

    #[test]
    fn names_of_people_and_places_have_their_characters_in_every_family() {
        // The harness panics on a character that no font has.
        let mut harness = harness(|ui| {
            for family in families() {
                ui.label(RichText::new(RARE).family(family));
            }
        });
        harness.run();
        let ctx = harness.ctx.clone();
        for family in families() {
            let font = FontId::new(14.0, family);
            assert!(ctx.fonts_mut(|fonts| fonts.has_glyphs(&font, RARE)), "{font:?}");
        }
    }

    #[test]
    fn digits_on_screen_are_all_of_one_width() {
        let harness = harness(|ui| {
            ui.label("0");
        });
        for family in &families()[..3] {
            let font = FontId::new(14.0, family.clone());
            let widths: Vec<f32> =
                ('0'..='9').map(|digit| harness.ctx.fonts_mut(|fonts| fonts.glyph_width(&font, digit))).collect();
            assert!(widths.iter().all(|width| (width - widths[0]).abs() < 0.01), "{font:?} {widths:?}");
        }
    }
}
