//! 报表: choose a sheet at the left, see it exactly as it will be printed, save it as PDF or print it.

mod choose;
mod issue;
mod preview;
pub(super) mod printing;

use std::sync::Arc;

use egui::{Align, Layout, RichText, TextStyle, Ui, vec2};

use self::{
    choose::Chooser,
    issue::{IssueForm, issuable},
    preview::Zoom,
    printing::Printing,
};
use super::entry::EntryDrawer;
use crate::{
    domain::desk::Right,
    ops::{Changes, OpResult},
    print::Document,
    session::{
        Loaded,
        sheet::{self, Sheet, SheetRequest},
    },
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        theme,
        widgets::{album::Album, empty::Empty, page::PageHead},
    },
};

#[derive(Default)]
pub struct Reports {
    chooser: Chooser,
    document: Loaded<SheetRequest, OpResult<Arc<Document>>>,
    zoom: Zoom,
    printing: Printing,
    drawer: EntryDrawer,
    album: Photos,
    /// What is shown beside the choices.
    shown: Option<SheetRequest>,
}

/// The photos of the sheet that is shown.
struct Photos(Album);

impl Default for Photos {
    fn default() -> Self {
        Self(Album::of(1_000, 40))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    SavePdf,
    SaveEach,
    Issue,
    Print,
}

impl Reports {
    /// Shows this sheet when the page comes up.
    pub fn choose(&mut self, sheet: SheetRequest) {
        self.chooser.take(sheet);
    }

    pub fn refresh(&mut self, _changes: &Changes) {
        self.document.invalidate();
        self.chooser.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.printing.receive(cx);
        let pressed = self.head(ui, cx);
        self.drawer.show(ui, cx, "报表表单");
        let size = ui.available_size();
        let request = ui
            .horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                let side = vec2(choose::WIDTH, size.y);
                ui.allocate_ui_with_layout(side, Layout::top_down(Align::Min), |ui| {
                    ui.set_width(choose::WIDTH);
                    self.chooser.list(ui);
                });
                let rest = vec2(size.x - choose::WIDTH - 16.0, size.y);
                let beside = ui.allocate_ui_with_layout(rest, Layout::top_down(Align::Min), |ui| {
                    ui.set_width(rest.x);
                    let request = self.chooser.show(ui, cx);
                    ui.add_space(4.0);
                    self.beside(ui, cx, request.as_ref());
                    request
                });
                beside.inner
            })
            .inner;
        self.shown = request.as_ref().ok().cloned();
        match (pressed, request) {
            (Some(Act::SavePdf), Ok(request)) => cx.act(Action::SavePdf(request)),
            (Some(Act::SaveEach), Ok(request)) => cx.act(Action::SaveEach(request)),
            (Some(Act::Issue), Ok(request)) => self.issue(&request, cx),
            (Some(Act::Print), Ok(request)) => self.printing.start(cx, request),
            (Some(_), Err(why)) => cx.say(theme::Tone::Info, why),
            (None, _) => {}
        }
    }

    /// 「分开保存」 and 「登记印发」 only stand there for sheets that have them.
    fn head(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Act> {
        let sheet = self.shown.as_ref().map(|request| &request.sheet);
        let why = cx.office.refusal(Right::Manage);
        let mut head = PageHead::new("报表")
            .note("预览与打印的 PDF 完全一致")
            .primary(Act::SavePdf, Icon::Pdf, "保存 PDF")
            .quiet(Act::Print, Icon::Print, "打印");
        if sheet.is_some_and(Sheet::is_batch) {
            head = head.quiet(Act::SaveEach, Icon::Folder, "分开保存…");
        }
        if sheet.is_some_and(|sheet| issuable(sheet).is_some()) {
            head = match why.as_deref() {
                None => head.quiet(Act::Issue, Icon::Done, "登记印发…"),
                Some(why) => head.refused(Act::Issue, Icon::Done, "登记印发…", why),
            };
        }
        head.show(ui)
    }

    fn issue(&mut self, request: &SheetRequest, cx: &Cx<'_>) {
        let title = match self.document.shown() {
            Some(Ok(document)) => document.title.clone(),
            _ => String::new(),
        };
        if let Some(form) = IssueForm::of(request, &title, cx.office.today) {
            self.drawer.begin(Box::new(form));
        }
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved()
    }

    pub fn discard(&mut self) {
        self.drawer.discard();
    }

    fn beside(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, request: Result<&SheetRequest, &&'static str>) {
        let request = match request {
            Ok(request) => request.clone(),
            Err(why) => {
                Empty::new(Icon::Document, "没有可以预览的报表", why).show(ui);
                return;
            }
        };
        cx.load(&mut self.document, request.clone(), |ws, request| sheet::render(ws, &request).map(Arc::new));
        let current = self.document.shown_key() == Some(&request);
        match self.document.shown() {
            _ if self.document.has_failed() => {
                Empty::new(Icon::Error, "报表没有排出来", "请换一个报表或重新打开工作区后再试").show(ui);
            }
            None => {
                Empty::new(Icon::Clock, "正在排版", "请稍候").show(ui);
            }
            Some(Err(fault)) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
            }
            Some(Ok(document)) => {
                let document = document.clone();
                self.pages(ui, &document, current);
            }
        }
    }

    fn pages(&mut self, ui: &mut Ui, document: &Document, current: bool) {
        let colours = theme::palette(ui);
        let times = preview::factor(self.zoom, document, ui.available_width());
        ui.horizontal(|ui| {
            let count = match current {
                true => format!("{}　共 {} 页", document.title, document.pages.len()),
                false => "正在排版…".to_owned(),
            };
            let room = vec2((ui.available_width() - 300.0).max(80.0), theme::CONTROL);
            ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
                let text = RichText::new(count).text_style(TextStyle::Small).color(colours.quiet);
                ui.add(egui::Label::new(text).truncate());
            });
            preview::zoom_buttons(ui, &mut self.zoom, times);
        });
        preview::show(ui, document, times, &mut self.album.0);
    }
}
