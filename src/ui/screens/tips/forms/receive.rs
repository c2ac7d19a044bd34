//! 登记举报, and mending what was reported.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        grid::Level,
        id::{GridId, TipId},
        plan,
        problem::ProblemKind,
        text::{LINE_MAX, NAME_MAX, PROSE_MAX},
        time,
        tip::{Channel, Identity, LINE, Tip},
    },
    ops::{
        Command,
        query::tip::TipDetail,
        tip::{EditTip, ReceiveTip},
    },
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, Pick, Source, date_row},
            mechanisms::forms::{check_files, files_row, line_row, note_row},
            patrols::files::Incoming,
        },
        theme,
        widgets::{
            check::check,
            choice::{choice, choice_of},
            form::{Field, Form},
            page::section,
            text_field::TextField,
        },
    },
};

pub struct TipForm {
    /// `None` for a new one.
    id: Option<TipId>,
    on: String,
    at: String,
    channel: Channel,
    order_number: String,
    grid: Pick,
    group: Pick,
    spot: String,
    kind: Option<ProblemKind>,
    content: String,
    anonymous: bool,
    reporter: Identity,
    note: String,
    files: Incoming,
}

impl TipForm {
    pub fn new(today: NaiveDate) -> Self {
        Self {
            id: None,
            on: chinese(today),
            at: String::new(),
            channel: Channel::Phone,
            order_number: String::new(),
            grid: Pick::new(Source::AnyGrid).hinting("不清楚时可以不填"),
            group: Pick::new(Source::Grids(Level::Group)),
            spot: String::new(),
            kind: None,
            content: String::new(),
            anonymous: false,
            reporter: Identity::default(),
            note: String::new(),
            files: Incoming::default(),
        }
    }

    pub fn edit(detail: &TipDetail) -> Self {
        let (row, tip) = (&detail.line.row, &detail.line.row.tip);
        let mut form = Self {
            id: Some(row.id),
            at: tip.received_at.map(time::clock).unwrap_or_default(),
            channel: tip.channel,
            order_number: tip.order_number.clone(),
            spot: tip.spot.clone(),
            kind: tip.kind,
            content: tip.content.clone(),
            anonymous: tip.anonymous,
            note: tip.note.clone(),
            ..Self::new(tip.received_on)
        };
        if let Some(grid) = tip.grid {
            form.grid = form.grid.with(grid.0, detail.line.grid_name.clone());
            form.below(grid);
        }
        if let Some(group) = tip.group {
            form.group = form.group.with(group.0, detail.line.group_name.clone());
        }
        form
    }

    /// Groups are those below the grid that is chosen.
    fn below(&mut self, grid: GridId) {
        if self.group.source() != Source::Below(grid) {
            self.group = Pick::new(Source::Below(grid));
        }
    }

    fn place(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let day = date::parse(&self.on, cx.office.today).unwrap_or(cx.office.today);
        form.row(ui, Field::new("grid", "网格"), |ui, slot| self.grid.show(ui, slot, cx, day));
        match self.grid.grid() {
            Some(grid) => {
                self.below(grid);
                form.row(ui, Field::new("group", "片区（小组）"), |ui, slot| self.group.show(ui, slot, cx, day));
            }
            None => self.group.chosen = None,
        }
        line_row(ui, form, Field::new("spot", "具体位置"), &mut self.spot, "例如：渠东 200 米");
    }

    /// Who reported it, on the first entry only: afterwards it is sealed.
    fn reporter(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        section(ui, "举报人（登记后封存）");
        form.row(ui, Field::new("anonymous", "匿名"), |ui, _| check(ui, &mut self.anonymous, "匿名举报，没有举报人"));
        if self.anonymous {
            return;
        }
        let quiet = theme::palette(ui).quiet;
        ui.label(
            RichText::new("只有区级管理在填写理由后可以查看；不进入操作历史，不打印，不导出。").small().color(quiet),
        );
        let rows = [
            ("reporter_name", "姓名", &mut self.reporter.name, NAME_MAX),
            ("reporter_phone", "电话", &mut self.reporter.phone, NAME_MAX),
            ("reporter_address", "地址", &mut self.reporter.address, LINE_MAX),
            ("reporter_note", "备注", &mut self.reporter.note, LINE_MAX),
        ];
        for (key, label, text, max) in rows {
            form.row(ui, Field::new(key, label), |ui, slot| TextField::new(text).max(max).show(ui, slot));
        }
    }
}

impl Entry for TipForm {
    fn title(&self) -> String {
        if self.id.is_some() { "修改举报".to_owned() } else { "登记举报".to_owned() }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        date_row(ui, form, Field::new("received_on", "收到日期"), &mut self.on, cx.office.today);
        form.row(ui, Field::new("received_at", "收到时间"), |ui, slot| {
            TextField::new(&mut self.at).hint("例如：9:30，可以不填").max(NAME_MAX).show(ui, slot)
        });
        form.row(ui, Field::new("channel", "举报渠道").required(), |ui, slot| {
            choice_of(ui, slot, &mut self.channel, Channel::ALL, |channel| channel.label())
        });
        let order = Field::new("order_number", "12345工单号");
        let order = if self.channel == Channel::Hotline { order.required() } else { order };
        form.row(ui, order, |ui, slot| TextField::new(&mut self.order_number).max(NAME_MAX).show(ui, slot));
        self.place(ui, form, cx);
        form.row(ui, Field::new("kind", "反映类型"), |ui, slot| {
            choice(ui, slot, &mut self.kind, ProblemKind::ALL, |kind| kind.label(), "可以不填")
        });
        let mut content = Field::new("content", "举报内容").required().help("不要写举报人的姓名和电话");
        if let Some(clause) = plan::clause(LINE) {
            content = content.basis(clause.into());
        }
        form.row(ui, content, |ui, slot| TextField::new(&mut self.content).rows(5).max(PROSE_MAX).show(ui, slot));
        if self.id.is_none() {
            self.reporter(ui, form);
            section(ui, "其他");
        }
        note_row(ui, form, &mut self.note);
        if self.id.is_none() {
            files_row(ui, form, &mut self.files, cx);
        }
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let on = faults.take("received_on", date::parse(&self.on, today));
        let at = match self.at.trim() {
            "" => Some(None),
            typed => faults.take("received_at", time::parse(typed)).map(Some),
        };
        check_files(&mut faults, &self.files);
        let (Some(received_on), Some(received_at), true) = (on, at, faults.is_empty()) else { return Err(faults) };
        let tip = Tip {
            received_on,
            received_at,
            channel: self.channel,
            order_number: self.order_number.clone(),
            grid: self.grid.grid(),
            group: self.group.grid(),
            spot: self.spot.clone(),
            kind: self.kind,
            content: self.content.clone(),
            anonymous: self.anonymous,
            note: self.note.clone(),
        };
        tip.clone().check(today)?;
        Ok(match self.id {
            Some(id) => Command::EditTip(EditTip { id, tip }),
            None => {
                let reporter = (!self.anonymous).then(|| self.reporter.clone());
                Command::ReceiveTip(ReceiveTip { tip, reporter, files: self.files.kept().to_vec() })
            }
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        self.id.is_none().then(|| {
            let next = Self { on: self.on.clone(), channel: self.channel, ..Self::new(NaiveDate::MIN) };
            Box::new(next) as Box<dyn Entry>
        })
    }
}
