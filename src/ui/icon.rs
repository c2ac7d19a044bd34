//! Icons by their use. A screen asks for 「巡查」, not for a glyph.

use egui::{FontId, RichText, WidgetText};
use egui_material_icons::{MaterialIcon, icons as glyph};

use super::font;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $glyph:ident),* $(,)?) => {
        /// A picture that stands beside a word, or alone with the word as its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Icon { $($(#[$doc])* $name),* }

        impl Icon {
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            fn glyph(self) -> MaterialIcon {
                match self { $(Self::$name => glyph::$glyph),* }
            }
        }
    };
}

icons! {
    /// 工作台
    Desk = ICON_SPACE_DASHBOARD,
    /// 网格
    Grids = ICON_ACCOUNT_TREE,
    /// 责任人
    People = ICON_GROUPS,
    /// 巡查
    Patrol = ICON_ROUTE,
    /// 问题
    Problem = ICON_FLAG,
    /// 地块与耕地
    Land = ICON_LANDSCAPE,
    /// 机制台账
    Mechanism = ICON_MENU_BOOK,
    /// 考核
    Assess = ICON_FACT_CHECK,
    /// 报表
    Report = ICON_TABLE_CHART,
    /// 数据交换
    Exchange = ICON_SYNC_ALT,
    /// 操作历史
    History = ICON_HISTORY,
    /// 设置
    Settings = ICON_SETTINGS,
    Add = ICON_ADD,
    Edit = ICON_EDIT,
    Delete = ICON_DELETE,
    Save = ICON_SAVE,
    Search = ICON_SEARCH,
    Filter = ICON_FILTER_LIST,
    Undo = ICON_UNDO,
    Redo = ICON_REDO,
    Print = ICON_PRINT,
    Pdf = ICON_PICTURE_AS_PDF,
    Export = ICON_DOWNLOAD,
    Import = ICON_UPLOAD,
    Close = ICON_CLOSE,
    Check = ICON_CHECK,
    Done = ICON_CHECK_CIRCLE,
    Info = ICON_INFO,
    Warning = ICON_WARNING,
    Error = ICON_ERROR,
    Help = ICON_HELP,
    Calendar = ICON_CALENDAR_MONTH,
    Previous = ICON_CHEVRON_LEFT,
    Next = ICON_CHEVRON_RIGHT,
    FirstYear = ICON_KEYBOARD_DOUBLE_ARROW_LEFT,
    LastYear = ICON_KEYBOARD_DOUBLE_ARROW_RIGHT,
    Expanded = ICON_EXPAND_MORE,
    Folded = ICON_CHEVRON_FORWARD,
    SortUp = ICON_ARROW_UPWARD,
    SortDown = ICON_ARROW_DOWNWARD,
    More = ICON_MORE_HORIZ,
    Copy = ICON_CONTENT_COPY,
    Refresh = ICON_REFRESH,
    Attach = ICON_ATTACH_FILE,
    Photo = ICON_PHOTO_CAMERA,
    Place = ICON_LOCATION_ON,
    Map = ICON_MAP,
    Person = ICON_PERSON,
    Folder = ICON_FOLDER,
    OpenFolder = ICON_FOLDER_OPEN,
    Backup = ICON_BACKUP,
    Locked = ICON_LOCK,
    Clock = ICON_SCHEDULE,
    Chart = ICON_BAR_CHART,
    Table = ICON_TABLE,
    Document = ICON_DESCRIPTION,
    Inbox = ICON_INBOX,
    Move = ICON_SWAP_HORIZ,
    Up = ICON_KEYBOARD_ARROW_UP,
    Down = ICON_KEYBOARD_ARROW_DOWN,
    Field = ICON_GRASS,
    Back = ICON_ARROW_BACK,
    Forward = ICON_ARROW_FORWARD,
    SignOut = ICON_LOGOUT,
    Visible = ICON_VISIBILITY,
    Merge = ICON_HUB,
}

impl Icon {
    /// The character in the icon font.
    pub fn code(self) -> &'static str {
        self.glyph().codepoint
    }

    /// For painting at a size.
    pub fn font(size: f32) -> FontId {
        FontId::new(size, font::icons())
    }

    /// For use inside a label.
    pub fn text(self, size: f32) -> RichText {
        RichText::new(self.code()).family(font::icons()).size(size)
    }
}

impl From<Icon> for WidgetText {
    fn from(icon: Icon) -> Self {
        icon.text(18.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::harness;

    #[test]
    fn every_icon_is_in_the_icon_font() {
        let mut harness = harness(|ui| {
            ui.horizontal_wrapped(|ui| {
                for icon in Icon::ALL {
                    ui.label(*icon);
                }
            });
        });
        harness.run();
        let font = Icon::font(18.0);
        for icon in Icon::ALL {
            assert!(harness.ctx.fonts_mut(|fonts| fonts.has_glyphs(&font, icon.code())), "{icon:?}");
        }
    }
}
