//! The one table of keys. Menus, hints and the help page read it; the window asks it what was pressed.

use egui::{Context, Id, Key, KeyboardShortcut, Modifiers, Popup};

/// What a key combination means anywhere in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shortcut {
    Search,
    Save,
    SaveAndNext,
    Undo,
    Redo,
    Basis,
    Back,
}

/// The keys, in the order the help page shows them. Keys with more modifiers stand first where one contains another.
pub const TABLE: &[(Shortcut, KeyboardShortcut, &str)] = &[
    (Shortcut::Search, KeyboardShortcut::new(Modifiers::COMMAND, Key::K), "查找"),
    (Shortcut::SaveAndNext, KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter), "保存并新建下一条"),
    (Shortcut::Save, KeyboardShortcut::new(Modifiers::COMMAND, Key::S), "保存"),
    (Shortcut::Undo, KeyboardShortcut::new(Modifiers::COMMAND, Key::Z), "撤销"),
    (Shortcut::Redo, KeyboardShortcut::new(Modifiers::COMMAND, Key::Y), "重做"),
    (Shortcut::Basis, KeyboardShortcut::new(Modifiers::NONE, Key::F1), "查看依据"),
    (Shortcut::Back, KeyboardShortcut::new(Modifiers::NONE, Key::Escape), "关闭或返回"),
];

impl Shortcut {
    fn entry(self) -> &'static (Shortcut, KeyboardShortcut, &'static str) {
        TABLE.iter().find(|(shortcut, _, _)| *shortcut == self).unwrap_or(&TABLE[0])
    }

    /// What it does, as a verb.
    pub fn label(self) -> &'static str {
        self.entry().2
    }

    /// The keys as they stand on the keyboard: 「Ctrl+S」.
    pub fn keys(self) -> String {
        let keys = self.entry().1;
        let ctrl = if keys.modifiers.command { "Ctrl+" } else { "" };
        let key = match keys.logical_key {
            Key::Escape => "Esc",
            other => other.name(),
        };
        format!("{ctrl}{key}")
    }

    /// 「保存（Ctrl+S）」, for hints.
    pub fn hint(self) -> String {
        format!("{}（{}）", self.label(), self.keys())
    }

    /// Whether it was pressed in this frame; answers yes once.
    ///
    /// Undo and redo belong to a text field as long as one has the focus; Esc belongs to a menu, a month or a clause
    /// as long as one is open. Ask at the end of every frame, after the widgets had their keys.
    pub fn pressed(self, ctx: &Context) -> bool {
        match self {
            Self::Undo | Self::Redo if ctx.text_edit_focused() => return false,
            Self::Back if popup_open(ctx) => return false,
            _ => {}
        }
        let keys = self.entry().1;
        ctx.input_mut(|input| input.consume_shortcut(&keys))
    }
}

/// Whether something hangs open now or did at the end of the frame before: it closes by itself on Esc.
fn popup_open(ctx: &Context) -> bool {
    let id = Id::unique("弹出层");
    let now = Popup::is_any_open(ctx);
    let before = ctx.data_mut(|data| {
        let before = data.get_temp(id).unwrap_or(false);
        data.insert_temp(id, now);
        before
    });
    now || before
}

/// The first shortcut pressed in this frame.
pub fn pressed(ctx: &Context) -> Option<Shortcut> {
    TABLE.iter().map(|entry| entry.0).find(|shortcut| shortcut.pressed(ctx))
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::harness_of;

    #[test]
    fn keys_are_named_as_on_the_keyboard() {
        assert_eq!(Shortcut::Save.hint(), "保存（Ctrl+S）");
        assert_eq!(Shortcut::SaveAndNext.keys(), "Ctrl+Enter");
        assert_eq!(Shortcut::Basis.keys(), "F1");
        assert_eq!(Shortcut::Back.keys(), "Esc");
    }

    #[test]
    fn no_two_shortcuts_share_keys() {
        for (place, one) in TABLE.iter().enumerate() {
            for other in &TABLE[place + 1..] {
                assert!(one.1 != other.1, "{} {}", one.2, other.2);
            }
        }
    }

    #[test]
    fn each_is_recognised_once() {
        for (expected, keys, _) in TABLE {
            let mut harness = harness_of(Vec::new(), |ui, seen: &mut Vec<Shortcut>| {
                seen.extend(pressed(ui.ctx()));
                seen.extend(pressed(ui.ctx()));
            });
            harness.key_press_modifiers(keys.modifiers, keys.logical_key);
            harness.run();
            assert_eq!(harness.state(), &[*expected]);
        }
    }

    #[test]
    fn esc_closes_what_is_open_before_it_goes_back() {
        let mut harness = harness_of(0, |ui, backs: &mut u32| {
            ui.menu_button("更多", |ui| ui.label("打印"));
            *backs += u32::from(pressed(ui.ctx()) == Some(Shortcut::Back));
        });
        harness.get_by_label("更多").click();
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!((harness.query_by_label("打印").is_some(), *harness.state()), (false, 0));
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(*harness.state(), 1);
    }

    #[test]
    fn undo_in_a_text_field_undoes_typing_only() {
        let state = (String::from("巡查"), 0);
        let mut harness = harness_of(state, |ui, (text, undone): &mut (String, u32)| {
            ui.text_edit_singleline(text).accessible_name("备注").request_focus();
            *undone += u32::from(Shortcut::Undo.pressed(ui.ctx()));
        });
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
        assert_eq!(harness.state().1, 0);
    }
}
