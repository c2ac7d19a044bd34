//! The look: every colour, size and text style of the window stands here and nowhere else.

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme,
    ThemePreference, Ui, Vec2, Visuals,
    style::{ScrollStyle, Selection, WidgetVisuals},
    vec2,
};

use super::font;

/// Height of buttons and fields.
pub const CONTROL: f32 = 30.0;
/// Height of a table row.
pub const ROW: f32 = 30.0;
/// Height of a table row where many must be seen at once.
pub const ROW_COMPACT: f32 = 26.0;
/// Rounding of buttons, fields and cards.
pub const CORNER: u8 = 4;
/// Width of the names at the left of form fields.
pub const LABEL_WIDTH: f32 = 96.0;
/// Space between things that belong together; everything is a multiple of 4.
pub const GAP: f32 = 8.0;
/// Space between groups, and around a page.
pub const MARGIN: f32 = 16.0;

const BODY: f32 = 14.0;
const SMALL: f32 = 12.5;
const SECTION: f32 = 16.0;
const TITLE: f32 = 20.0;

/// Which look the person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ThemeChoice {
    #[default]
    Light,
    Dark,
    /// What the machine is set to.
    System,
}

impl ThemeChoice {
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::System];

    pub fn label(self) -> &'static str {
        match self {
            Self::Light => "浅色",
            Self::Dark => "深色",
            Self::System => "跟随系统",
        }
    }
}

/// What a colour says. It never says it alone: a word stands with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    /// Done, in place, passed.
    Good,
    /// A figure or thing to look at, neither good nor bad.
    Accent,
    Info,
    /// Due soon, or not complete.
    Warning,
    /// Overdue, vacant, refused.
    Danger,
}

impl Tone {
    pub const ALL: [Self; 6] = [Self::Neutral, Self::Good, Self::Accent, Self::Info, Self::Warning, Self::Danger];
}

/// Writing and what it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub text: Color32,
    pub ground: Color32,
}

/// The colours of one theme, named by their use.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub ground: Color32,
    /// Pages, cards, fields.
    pub surface: Color32,
    /// Table headers and strips that lie lower than the page.
    pub sunken: Color32,
    /// Menus and dialogs, which lie above the page.
    pub raised: Color32,
    /// Thin lines between things.
    pub line: Color32,
    /// Outline of fields and buttons.
    pub edge: Color32,
    pub text: Color32,
    /// Help lines, units, second lines.
    pub quiet: Color32,
    /// The one main button of a page, and progress.
    pub primary: Color32,
    pub primary_hover: Color32,
    pub primary_press: Color32,
    pub on_primary: Color32,
    /// Links, chosen items, focus.
    pub primary_text: Color32,
    pub primary_tint: Color32,
    /// Grain: figures in pictures.
    pub accent: Color32,
    pub danger: Color32,
    pub danger_hover: Color32,
    pub on_danger: Color32,
    pub danger_text: Color32,
    pub warning_text: Color32,
    pub info_text: Color32,
    pub accent_text: Color32,
    pub danger_tint: Color32,
    pub warning_tint: Color32,
    pub info_tint: Color32,
    pub accent_tint: Color32,
    pub neutral_tint: Color32,
    /// Row or quiet button under the pointer.
    pub hover: Color32,
    /// Chosen rows.
    pub selected: Color32,
    /// Text marked with the mouse.
    pub marked: Color32,
    /// Stands for what is not loaded yet.
    pub placeholder: Color32,
    /// Over the window while a question must be answered.
    pub veil: Color32,
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

static LIGHT: Palette = Palette {
    ground: rgb(0xF6F7F5),
    surface: rgb(0xFFFFFF),
    sunken: rgb(0xF0F3EF),
    raised: rgb(0xFFFFFF),
    line: rgb(0xDDE2DC),
    edge: rgb(0xB3BEB5),
    text: rgb(0x1E2A22),
    quiet: rgb(0x5B6B60),
    primary: rgb(0x1F6B45),
    primary_hover: rgb(0x185A39),
    primary_press: rgb(0x124A2E),
    on_primary: rgb(0xFFFFFF),
    primary_text: rgb(0x1F6B45),
    primary_tint: rgb(0xE3F0E8),
    accent: rgb(0xC98A1B),
    danger: rgb(0xB3261E),
    danger_hover: rgb(0x941E17),
    on_danger: rgb(0xFFFFFF),
    danger_text: rgb(0xB3261E),
    warning_text: rgb(0x8F5F00),
    info_text: rgb(0x2B5FA8),
    accent_text: rgb(0x85580A),
    danger_tint: rgb(0xFBE9E7),
    warning_tint: rgb(0xFFF3D6),
    info_tint: rgb(0xE6EEF9),
    accent_tint: rgb(0xF9EFDC),
    neutral_tint: rgb(0xEBEFEB),
    hover: rgb(0xF1F5F2),
    selected: rgb(0xE3F0E8),
    marked: rgb(0xBFE0CD),
    placeholder: rgb(0xE8ECE8),
    veil: Color32::from_rgba_premultiplied(9, 13, 10, 110),
    shadow: Color32::from_rgba_premultiplied(4, 6, 5, 34),
};

static DARK: Palette = Palette {
    ground: rgb(0x131815),
    surface: rgb(0x1B221E),
    sunken: rgb(0x202823),
    raised: rgb(0x242E28),
    line: rgb(0x333F38),
    edge: rgb(0x536259),
    text: rgb(0xE4EBE6),
    quiet: rgb(0xA5B4AA),
    primary: rgb(0x27794F),
    primary_hover: rgb(0x2C8658),
    primary_press: rgb(0x226B46),
    on_primary: rgb(0xFFFFFF),
    primary_text: rgb(0x74CDA0),
    primary_tint: rgb(0x1F3B2D),
    accent: rgb(0xD9A03A),
    danger: rgb(0xB3382F),
    danger_hover: rgb(0xC2443A),
    on_danger: rgb(0xFFFFFF),
    danger_text: rgb(0xFF9C92),
    warning_text: rgb(0xEDBB56),
    info_text: rgb(0x93BDF5),
    accent_text: rgb(0xE6B869),
    danger_tint: rgb(0x3D2422),
    warning_tint: rgb(0x362D15),
    info_tint: rgb(0x1F2F43),
    accent_tint: rgb(0x3B301C),
    neutral_tint: rgb(0x2C3731),
    hover: rgb(0x232C27),
    selected: rgb(0x20392C),
    marked: rgb(0x2F5C45),
    placeholder: rgb(0x2B352F),
    veil: Color32::from_rgba_premultiplied(0, 0, 0, 150),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 110),
};

impl Palette {
    pub fn light() -> &'static Self {
        &LIGHT
    }

    pub fn dark() -> &'static Self {
        &DARK
    }

    /// Writing and ground of a chip or message of this tone.
    pub fn tone(&self, tone: Tone) -> Pair {
        let (text, ground) = match tone {
            Tone::Neutral => (self.quiet, self.neutral_tint),
            Tone::Good => (self.primary_text, self.primary_tint),
            Tone::Accent => (self.accent_text, self.accent_tint),
            Tone::Info => (self.info_text, self.info_tint),
            Tone::Warning => (self.warning_text, self.warning_tint),
            Tone::Danger => (self.danger_text, self.danger_tint),
        };
        Pair { text, ground }
    }

    /// Full colour of a bar or line of this tone in a picture.
    pub fn figure(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Neutral => self.edge,
            Tone::Good => self.primary,
            Tone::Accent | Tone::Warning => self.accent,
            Tone::Info => self.info_text,
            Tone::Danger => self.danger,
        }
    }
}

/// The colours in force where `ui` draws.
pub fn palette(ui: &Ui) -> &'static Palette {
    of(ui.visuals().dark_mode)
}

/// The colours in force in the window.
pub fn palette_of(ctx: &Context) -> &'static Palette {
    of(ctx.theme() == Theme::Dark)
}

fn of(dark: bool) -> &'static Palette {
    if dark { &DARK } else { &LIGHT }
}

/// Fonts, styles of both themes, and the chosen theme. Called once for a window.
pub fn install(ctx: &Context, choice: ThemeChoice) {
    font::install(ctx);
    ctx.set_style_of(Theme::Light, style(&LIGHT, false));
    ctx.set_style_of(Theme::Dark, style(&DARK, true));
    choose(ctx, choice);
}

/// Changes the look of a running window.
pub fn choose(ctx: &Context, choice: ThemeChoice) {
    ctx.set_theme(match choice {
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
        ThemeChoice::System => ThemePreference::System,
    });
}

/// Text styles that egui has no name for.
pub mod text {
    use std::sync::Arc;

    use egui::TextStyle;

    fn named(name: &str) -> TextStyle {
        TextStyle::Name(Arc::from(name))
    }

    /// Heading of a part of a page: 16, bold.
    pub fn section() -> TextStyle {
        named("section")
    }

    /// Title of a page: 20, bold.
    pub fn title() -> TextStyle {
        TextStyle::Heading
    }

    /// Running text in bold: 14.
    pub fn strong() -> TextStyle {
        named("strong")
    }

    /// Help lines and chips in bold: 12.5.
    pub fn small_strong() -> TextStyle {
        named("small-strong")
    }
}

fn style(colours: &Palette, dark: bool) -> Style {
    let mut style = Style { visuals: visuals(colours, dark), animation_time: 0.08, ..Style::default() };
    let bold = || FontFamily::Name(font::BOLD.into());
    style.text_styles = [
        (TextStyle::Body, FontId::new(BODY, FontFamily::Proportional)),
        (TextStyle::Button, FontId::new(BODY, FontFamily::Proportional)),
        (TextStyle::Monospace, FontId::new(BODY, FontFamily::Monospace)),
        (TextStyle::Small, FontId::new(SMALL, FontFamily::Proportional)),
        (TextStyle::Heading, FontId::new(TITLE, bold())),
        (text::section(), FontId::new(SECTION, bold())),
        (text::strong(), FontId::new(BODY, bold())),
        (text::small_strong(), FontId::new(SMALL, bold())),
    ]
    .into();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    spacing(&mut style);
    style
}

fn spacing(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(GAP, GAP);
    spacing.button_padding = vec2(10.0, 4.0);
    spacing.interact_size = vec2(CONTROL, CONTROL);
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(16);
    spacing.combo_width = 120.0;
    spacing.combo_height = 320.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.indent = 20.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle {
        // The room of the bar is kept free; the handle in the ink of text stands out of any ground.
        floating: true,
        floating_allocated_width: 12.0,
        floating_width: 6.0,
        bar_width: 8.0,
        handle_min_length: 28.0,
        bar_inner_margin: 2.0,
        bar_outer_margin: 2.0,
        foreground_color: true,
        dormant_handle_opacity: 0.3,
        active_handle_opacity: 0.4,
        interact_handle_opacity: 0.6,
        ..ScrollStyle::solid()
    };
    spacing.scroll.fade.strength = 0.0;
}

fn visuals(colours: &Palette, dark: bool) -> Visuals {
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    let corner = CornerRadius::same(CORNER);
    let widget = |ground: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: edge, // handles of scroll bars
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: corner,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(colours.surface, colours.line, colours.text);
    visuals.widgets.inactive = widget(colours.surface, colours.edge, colours.text);
    visuals.widgets.hovered = widget(colours.hover, colours.primary_text, colours.text);
    visuals.widgets.active = widget(colours.primary_tint, colours.primary_text, colours.text);
    visuals.widgets.open = widget(colours.hover, colours.primary_text, colours.text);
    // What a reader may not change still has to be read.
    visuals.disabled_alpha = 0.8;
    visuals.selection = Selection { bg_fill: colours.marked, stroke: Stroke::new(1.5, colours.primary_text) };
    visuals.text_cursor.stroke = Stroke::new(1.5, colours.text);
    // A blinking cursor would have the whole window drawn twice a second for as long as it stands in a field.
    visuals.text_cursor.blink = false;
    visuals.ime_composition.active_underline_stroke = Stroke::new(2.0, colours.primary_text);
    visuals.ime_composition.inactive_underline_stroke = Stroke::new(1.0, colours.quiet);
    visuals.weak_text_color = Some(colours.quiet);
    visuals.hyperlink_color = colours.primary_text;
    visuals.faint_bg_color = colours.sunken;
    visuals.extreme_bg_color = colours.placeholder;
    visuals.text_edit_bg_color = Some(colours.surface);
    visuals.code_bg_color = colours.neutral_tint;
    visuals.warn_fg_color = colours.warning_text;
    visuals.error_fg_color = colours.danger_text;
    visuals.panel_fill = colours.ground;
    visuals.window_fill = colours.raised;
    visuals.window_stroke = Stroke::new(1.0, colours.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: colours.shadow };
    visuals.popup_shadow = shadow;
    visuals.window_shadow = shadow;
    visuals
}

/// Outline of the thing the keyboard acts on.
pub fn focus_ring(colours: &Palette) -> Stroke {
    Stroke::new(2.0, colours.primary_text)
}

/// Sheets of paper are white with their own inks in both themes.
pub const PAPER: Color32 = Color32::WHITE;

/// An ink of the paper on screen.
pub fn ink(ink: crate::print::Ink) -> Color32 {
    let [red, green, blue] = ink.rgb();
    Color32::from_rgb(red, green, blue)
}

/// Size of a square icon button.
pub fn square() -> Vec2 {
    Vec2::splat(CONTROL)
}

#[cfg(test)]
mod tests;
