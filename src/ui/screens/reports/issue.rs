//! 登记印发: writes down that a sheet went out, so that the next 变动对照表 knows what it is compared with.

use chrono::NaiveDate;
use egui::{Label, RichText, TextStyle, Ui};

use crate::{
    domain::{
        annex::{Annex, Extent},
        date::{self, chinese},
        fault::Faults,
        id::GridId,
        text::LINE_MAX,
    },
    ops::{
        Command, OpResult,
        issue::IssueSheets,
        query::{
            Page,
            sheets::{IssueLine, issues},
        },
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        cx::Cx,
        screens::entry::{Entry, date_row, document_row, fact},
        theme,
        widgets::{
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

/// How many earlier issues are shown under the form.
const SHOWN: u32 = 8;

/// The sheets that are issued; none for sheets whose issue is not kept.
pub fn issuable(sheet: &Sheet) -> Option<(Annex, Option<GridId>, Extent)> {
    match sheet {
        Sheet::District => Some((Annex::Annex2, None, Extent::default())),
        Sheet::Town(town) => Some((Annex::Annex3, Some(*town), Extent::All)),
        Sheet::Towns(extent) => Some((Annex::Annex3, None, *extent)),
        Sheet::Village(village) => Some((Annex::Annex4, Some(*village), Extent::All)),
        Sheet::Villages(grid, extent) => Some((Annex::Annex4, *grid, *extent)),
        _ => None,
    }
}

pub struct IssueForm {
    annex: Annex,
    grid: Option<GridId>,
    extent: Extent,
    as_of: NaiveDate,
    /// 「附件4 罕台镇 截至2025年3月31日」, as the sheet is called.
    what: String,
    issued_on: String,
    document: String,
    note: String,
    earlier: Loaded<u64, OpResult<Page<IssueLine>>>,
}

impl IssueForm {
    /// The form for what is shown; none when its issue is not kept.
    pub fn of(request: &SheetRequest, what: &str, today: NaiveDate) -> Option<Self> {
        let (annex, grid, extent) = issuable(&request.sheet)?;
        Some(Self {
            annex,
            grid,
            extent,
            as_of: request.as_of,
            what: what.to_owned(),
            issued_on: chinese(today),
            document: String::new(),
            note: String::new(),
            earlier: Loaded::default(),
        })
    }

    fn earlier(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let read = cx.load(&mut self.earlier, cx.office.operations, |ws, _| issues(ws, 0, SHOWN));
        let Some(Ok(page)) = read else { return };
        ui.add_space(12.0);
        ui.label(RichText::new("最近的印发登记").text_style(theme::text::small_strong()));
        let quiet = theme::palette(ui).quiet;
        let small = |text: String| RichText::new(text).text_style(TextStyle::Small).color(quiet);
        if page.rows.is_empty() {
            ui.label(small("还没有登记过".into()));
        }
        for line in &page.rows {
            let document = if line.document.is_empty() { String::new() } else { format!("　{}", line.document) };
            let (mark, whose) = (line.annex.mark(), &line.whose);
            let days = format!("截至{}，{}印发", chinese(line.as_of), chinese(line.issued_on));
            ui.add(Label::new(small(format!("{mark} {whose}　{days}{document}"))).wrap());
        }
    }
}

impl Entry for IssueForm {
    fn title(&self) -> String {
        "登记印发".to_owned()
    }

    fn verb(&self) -> &'static str {
        "登记印发"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "印发的表", &self.what);
        fact(ui, "截至", &chinese(self.as_of));
        let field = Field::new("issued_on", "印发日期").help("以后的变动对照表与这次印发的内容相比");
        date_row(ui, form, field, &mut self.issued_on, cx.office.today);
        document_row(ui, form, &mut self.document);
        form.row(ui, Field::new("note", "备注"), |ui, slot| {
            TextField::new(&mut self.note).max(LINE_MAX).show(ui, slot)
        });
        self.earlier(ui, cx);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let issued_on =
            date::parse(&self.issued_on, today).map_err(|fault| Faults::one("issued_on", fault.to_string()))?;
        Ok(Command::IssueSheets(IssueSheets {
            annex: self.annex,
            grid: self.grid,
            extent: self.extent,
            as_of: self.as_of,
            issued_on,
            document: self.document.clone(),
            note: self.note.clone(),
        }))
    }
}
