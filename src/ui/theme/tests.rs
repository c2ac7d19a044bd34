//! Contrast and sizes of both themes.

use super::*;

/// Relative luminance, WCAG 2.
fn luminance(colour: Color32) -> f64 {
    let channel = |byte: u8| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
}

fn contrast(one: Color32, other: Color32) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn pairs(p: &Palette) -> Vec<(String, Pair)> {
    let grounds = [
        ("ground", p.ground),
        ("surface", p.surface),
        ("sunken", p.sunken),
        ("raised", p.raised),
        ("hover", p.hover),
        ("selected", p.selected),
    ];
    let texts = [
        ("text", p.text),
        ("quiet", p.quiet),
        ("primary", p.primary_text),
        ("danger", p.danger_text),
        ("warning", p.warning_text),
        ("info", p.info_text),
        ("accent", p.accent_text),
    ];
    let mut all = Vec::new();
    for (ground_name, ground) in grounds {
        for (name, text) in texts {
            all.push((format!("{name} on {ground_name}"), Pair { text, ground }));
        }
    }
    for tone in Tone::ALL {
        all.push((format!("chip {tone:?}"), p.tone(tone)));
        let ground = p.tone(tone).ground;
        all.push((format!("message {tone:?}"), Pair { text: p.text, ground }));
    }
    for ground in [p.primary, p.primary_hover, p.primary_press] {
        all.push(("primary button".into(), Pair { text: p.on_primary, ground }));
    }
    for ground in [p.danger, p.danger_hover] {
        all.push(("danger button".into(), Pair { text: p.on_danger, ground }));
    }
    all.push(("marked text".into(), Pair { text: p.text, ground: p.marked }));
    all
}

#[test]
fn all_writing_can_be_read_in_both_themes() {
    for (theme, palette) in [("light", &LIGHT), ("dark", &DARK)] {
        for (name, pair) in pairs(palette) {
            let ratio = contrast(pair.text, pair.ground);
            assert!(ratio >= 4.5, "{theme}: {name} has contrast {ratio:.2}");
        }
    }
}

#[test]
fn both_themes_are_installed() {
    let ctx = Context::default();
    install(&ctx, ThemeChoice::Dark);
    assert_eq!(ctx.style_of(Theme::Dark).visuals.panel_fill, DARK.ground);
    assert_eq!(ctx.style_of(Theme::Light).visuals.panel_fill, LIGHT.ground);
    assert_eq!(ctx.style_of(Theme::Light).text_styles[&text::section()].size, 16.0);
}
