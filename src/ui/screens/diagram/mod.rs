//! 网格导图: the grid system as a picture, to look at, to save as PDF or SVG, and to hang on the wall (R047, G29).

mod chooser;
mod picture;

use std::sync::Arc;

use chrono::NaiveDate;
use egui::{RichText, TextStyle, Ui};

use self::{chooser::Chooser, picture::Press};
use crate::{
    domain::{diagram::DiagramRequest, id::GridId},
    ops::{Changes, OpFault, OpResult},
    print::diagram::Picture,
    session::{
        Loaded,
        sheet::{self, Sheet, SheetRequest},
    },
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::{
            reports::printing::Printing,
            views::{GridView, grid_views},
        },
        theme,
        widgets::{empty::Empty, page::PageHead, pan_zoom::PanZoom, paper::Letters},
    },
};

#[derive(Default)]
pub struct Diagram {
    chooser: Chooser,
    picture: Loaded<(DiagramRequest, NaiveDate), OpResult<Arc<Picture>>>,
    view: PanZoom,
    letters: Letters,
    printing: Printing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    SavePdf,
    SaveSvg,
    Print,
}

impl Diagram {
    pub fn open(&mut self, grid: GridId) {
        self.chooser.open(grid);
        self.view.fit();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        let shown = ["grid", "grid_version", "duty", "charge", "pairing", "post", "unit", "incumbency", "person"];
        if changes.touch(&shown) {
            self.picture.invalidate();
            self.chooser.invalidate();
        }
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.printing.receive(cx);
        let head = PageHead::new("网格")
            .primary(Act::SavePdf, Icon::Pdf, "保存 PDF")
            .quiet(Act::SaveSvg, Icon::Export, "保存 SVG")
            .quiet(Act::Print, Icon::Print, "打印");
        let pressed = head.show(ui);
        grid_views(ui, cx, GridView::Diagram, self.chooser.grid());
        let request = self.chooser.show(ui, cx);
        if let Some(request) = request {
            let before = self.picture.shown_key().map(|(request, _)| *request);
            cx.load(&mut self.picture, (request, cx.as_of), |ws, (request, day)| {
                sheet::diagram(ws, &request, day).map(Arc::new)
            });
            if before.is_some_and(|before| other_page(&before, &request)) {
                self.view.fit();
            }
        }
        match (pressed, request) {
            (Some(act), Some(request)) => {
                let request = SheetRequest { sheet: Sheet::Diagram(request), as_of: cx.as_of };
                match act {
                    Act::SavePdf => cx.act(Action::SavePdf(request)),
                    Act::SaveSvg => cx.act(Action::SaveSvg(request)),
                    Act::Print => self.printing.start(cx, request),
                }
            }
            (Some(_), None) => cx.say(theme::Tone::Info, "请先选择一个网格"),
            (None, _) => {}
        }
        let current = request.is_none_or(|request| self.picture.shown_key() == Some(&(request, cx.as_of)));
        self.body(ui, cx, current);
    }

    /// The picture, or why there is none; `current` unless another one is being drawn.
    fn body(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, current: bool) {
        let picture = match self.picture.shown() {
            _ if self.picture.has_failed() => {
                Empty::new(Icon::Error, "导图没有画出来", "请换一个网格或重新打开工作区后再试").show(ui);
                return;
            }
            None => {
                Empty::new(Icon::Clock, "正在绘制导图", "请稍候").show(ui);
                return;
            }
            Some(Err(OpFault::NotFound { .. })) => {
                let hint = "截至的日期早于网格设立的日期，或者网格那时已经撤销；请换一个截至日期或另选网格";
                Empty::new(Icon::Grids, "这一天没有可画的网格", hint).show(ui);
                return;
            }
            Some(Err(fault)) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
                return;
            }
            Some(Ok(picture)) => picture.clone(),
        };
        let pages = picture.document.pages.len();
        let title = &picture.document.title;
        let text = match current {
            true => format!("{title}　共 {pages} 页　拖动可移动，按住 Ctrl 滚动滚轮可缩放"),
            false => "正在绘制导图…".to_owned(),
        };
        let quiet = theme::palette(ui).quiet;
        ui.label(RichText::new(text).text_style(TextStyle::Small).color(quiet));
        match picture::show(ui, &picture, &mut self.view, &mut self.letters) {
            Some(Press::Grid(grid)) => cx.go(Route::Grids(Some(grid))),
            Some(Press::Diagram(grid)) => cx.go(Route::Diagram(Some(grid))),
            None => {}
        }
    }
}

/// Whether another picture has to be seen whole again: options alone keep the place one looks at.
fn other_page(before: &DiagramRequest, now: &DiagramRequest) -> bool {
    (before.scope, before.paper, before.upright) != (now.scope, now.paper, now.upright)
}
