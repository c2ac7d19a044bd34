//! One hint in the drawer: what it means, the records side by side with their photos, and what was judged of it.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::{Wish, verdict_chip};
use crate::{
    domain::{
        date::chinese,
        desk::Right,
        hint::{FOR_A_PERSON, HintKey},
    },
    ops::{
        OpResult,
        query::hint::{HintDetail, HintFile, HintQuery, HintSide, SideLink, detail},
    },
    session::{Loaded, Ticket},
    store::JudgementRow,
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::{
            entry::fact,
            patrols::{
                ledger::trouble,
                thumbs::{self, Thumbs},
            },
        },
        theme::{self, Tone},
        widgets::{button, chip::chip, drawer::Drawer, link, page::section},
    },
};

#[derive(Default)]
pub struct Record {
    loaded: Loaded<(HintQuery, HintKey), OpResult<HintDetail>>,
    thumbs: Thumbs,
    opening: Option<Ticket<Result<(), String>>>,
}

/// What was pressed beside a record.
enum Press {
    Go(SideLink),
    Open(HintFile),
}

impl Record {
    pub fn invalidate(&mut self) {
        self.loaded.invalidate();
    }

    /// What was judged of the hint that is open.
    pub fn judgement(&self) -> Option<&JudgementRow> {
        self.loaded.shown()?.as_ref().ok()?.line.judgement.as_ref()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, query: &HintQuery, key: &HintKey) -> Option<Wish> {
        cx.load(&mut self.loaded, (query.clone(), key.clone()), |ws, (query, key)| detail(ws, &query, &key));
        if let Some(Ok(Err(why))) = self.opening.as_ref().and_then(Ticket::poll) {
            self.opening = None;
            cx.say(Tone::Warning, why);
        }
        let found = match self.loaded.shown()? {
            Ok(found) if found.line.key == *key => found,
            Ok(_) => return None,
            Err(fault) => {
                let out = Drawer::new("核对提示", key.kind().label()).show(ui, |ui| trouble(ui, &fault.notice()), |_| {});
                return out.closed.then_some(Wish::Close);
            }
        };
        let why = cx.office.refusal(Right::Record);
        let (mut wish, mut pressed) = (None, None);
        let thumbs = &mut self.thumbs;
        let out = Drawer::new("核对提示", key.kind().label()).show(
            ui,
            |ui| {
                head(ui, found);
                pressed = sides(ui, thumbs, found);
            },
            |ui| {
                let verb = if found.line.judgement.is_some() { "重新核对…" } else { "核对…" };
                if ui.add(button::primary(verb).icon(Icon::Check).refused(why.as_deref())).clicked() {
                    wish = Some(Wish::Judge);
                }
            },
        );
        match pressed {
            Some(Press::Go(link)) => cx.go(route(link)),
            Some(Press::Open(file)) => match file.path {
                Some(path) => self.opening = Some(thumbs::open(ui.ctx(), path, file.name, &file.digest)),
                None => {
                    cx.say(Tone::Warning, format!("附件「{}」不在工作区的 files 文件夹里，请从备份中找回", file.name));
                }
            },
            None => {}
        }
        if out.closed { Some(Wish::Close) } else { wish }
    }
}

fn route(link: SideLink) -> Route {
    match link {
        SideLink::Patrol(id) => Route::Patrols(Some(id)),
        SideLink::Problem(id) => Route::Problems(Some(id)),
        SideLink::Clue(batch) => Route::Clues(Some(batch)),
        SideLink::Monthly => Route::Monthly,
    }
}

fn head(ui: &mut Ui, found: &HintDetail) {
    let (line, quiet) = (&found.line, theme::palette(ui).quiet);
    ui.label(RichText::new(&line.what).text_style(theme::text::strong()));
    ui.add_space(4.0);
    ui.label(RichText::new(format!("怎么核对：{}", line.key.kind().look_at())).small());
    ui.label(RichText::new(FOR_A_PERSON).small().color(quiet));
    if let Some(judged) = &line.judgement {
        section(ui, "核对结论");
        let verdict = verdict_chip(judged.verdict);
        chip(ui, verdict.tone, &verdict.word);
        fact(ui, "核对情况", &judged.note);
        fact(ui, "核对", &format!("{} {}", chinese(judged.on), judged.by));
    }
}

/// Two records stand beside each other, more of them below each other.
fn sides(ui: &mut Ui, thumbs: &mut Thumbs, found: &HintDetail) -> Option<Press> {
    section(ui, "记录");
    let mut pressed = None;
    if let [one, other] = found.sides.as_slice() {
        ui.columns(2, |columns| {
            for (place, (ui, record)) in columns.iter_mut().zip([one, other]).enumerate() {
                // Columns are justified, which would draw a short line of words apart.
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.push_id(place, |ui| pressed = side(ui, thumbs, record).or(pressed.take()));
                });
            }
        });
    } else {
        for (place, record) in found.sides.iter().enumerate() {
            ui.push_id(place, |ui| pressed = side(ui, thumbs, record).or(pressed.take()));
            ui.add_space(8.0);
        }
    }
    if found.more > 0 {
        let words = format!("另有 {} 次巡查，可在「巡查台账」中按人员、网格查看。", found.more);
        ui.label(RichText::new(words).small().color(theme::palette(ui).quiet));
    }
    pressed
}

fn side(ui: &mut Ui, thumbs: &mut Thumbs, record: &HintSide) -> Option<Press> {
    let quiet = theme::palette(ui).quiet;
    let mut pressed = None;
    ui.label(RichText::new(&record.title).text_style(theme::text::strong()));
    for (label, value) in &record.facts {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(RichText::new(*label).small().color(quiet));
            ui.label(value);
        });
    }
    for (place, file) in record.files.iter().enumerate() {
        ui.push_id(place, |ui| {
            let picture = file.path.as_deref().filter(|_| thumbs::is_picture(&file.name));
            if let Some(texture) = picture.and_then(|path| thumbs.get(ui.ctx(), &file.digest, path)) {
                let image = egui::Image::new(texture)
                    .max_size(vec2(ui.available_width().min(180.0), 120.0))
                    .corner_radius(theme::CORNER);
                ui.add(image.alt_text(format!("照片 {}", file.name)));
            }
            if link::body_link(ui, &file.name).clicked() {
                pressed = Some(Press::Open(file.clone()));
            }
        });
    }
    if let Some(link) = record.link {
        let verb = match link {
            SideLink::Patrol(_) => "打开巡查",
            SideLink::Problem(_) => "打开问题",
            SideLink::Clue(_) => "打开图斑批次",
            SideLink::Monthly => "打开月报",
        };
        if ui.add(button::bare(verb).icon(Icon::Next)).clicked() {
            pressed = Some(Press::Go(link));
        }
    }
    pressed
}
