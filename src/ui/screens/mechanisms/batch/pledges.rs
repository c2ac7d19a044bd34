//! The rows of 批量登记 of one tier of 责任书: targets and day of every grid, with those of the year before at hand.

use chrono::NaiveDate;

use super::Rows;
use crate::{
    domain::{
        area::{self, Area},
        date::{self, chinese},
        pledge::Tier,
    },
    ops::{
        Command, OpResult, Workspace,
        mechanism::{PledgeEntry, RegisterPledges},
        query::mechanism::{PledgeDraftLine, pledge_entry},
    },
};

pub struct PledgeRows {
    year: i32,
    tier: Tier,
    rows: Vec<Draft>,
}

struct Draft {
    known: PledgeDraftLine,
    farmland: String,
    permanent: String,
    on: String,
}

fn typed(area: Option<Area>) -> String {
    area.map(Area::grouped).unwrap_or_default()
}

impl Draft {
    fn of(known: PledgeDraftLine) -> Self {
        Self {
            farmland: typed(known.targets.farmland),
            permanent: typed(known.targets.permanent),
            on: known.signed_on.map(chinese).unwrap_or_default(),
            known,
        }
    }

    /// The entry as it is typed.
    fn read(&self, today: NaiveDate) -> Result<PledgeEntry, String> {
        let on = match self.on.trim() {
            "" => None,
            typed => Some(date::parse(typed, today).map_err(|fault| fault.to_string())?),
        };
        if on.is_some_and(|on| on > today) {
            return Err("签订日期不能在今天之后".to_owned());
        }
        Ok(PledgeEntry {
            grid: self.known.grid,
            on,
            farmland: area::optional("耕地保有量", &self.farmland)?,
            permanent: area::optional("永久基本农田", &self.permanent)?,
        })
    }

    fn is_dirty(&self) -> bool {
        let then = [typed(self.known.targets.farmland), typed(self.known.targets.permanent)];
        [&self.farmland, &self.permanent].into_iter().zip(&then).any(|(now, then)| now.trim() != then)
            || self.on.trim() != self.known.signed_on.map(chinese).unwrap_or_default()
    }

    fn is_blank(&self) -> bool {
        [&self.farmland, &self.permanent, &self.on].into_iter().all(|text| text.trim().is_empty())
    }
}

impl PledgeRows {
    pub fn read(ws: &Workspace, year: i32, tier: Tier) -> OpResult<Self> {
        Ok(Self { year, tier, rows: pledge_entry(ws, year, tier)?.into_iter().map(Draft::of).collect() })
    }
}

impl Rows for PledgeRows {
    fn title(&self) -> String {
        format!("批量登记{}年度目标责任书", self.year)
    }

    fn help(&self) -> &'static str {
        match self.tier {
            Tier::Town => "区–镇（街道） · 面积按亩填写，回车到下一行；签订人按签订当日的网格责任人",
            Tier::Village => "镇（街道）–村（社区） · 面积按亩填写，回车到下一行；签订人按签订当日的网格责任人",
            Tier::Group => "村（社区）–网格员 · 只列出已登记的，其余用「登记责任书」",
        }
    }

    fn last_words(&self) -> &'static str {
        "沿用上年目标"
    }

    fn columns(&self) -> &'static [(&'static str, f32)] {
        &[
            ("上级", 110.0),
            ("责任网格", 140.0),
            ("上年耕地保有量", 120.0),
            ("耕地保有量（亩）", 140.0),
            ("永久基本农田（亩）", 140.0),
            ("签订日期", 150.0),
        ]
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn fixed(&self, row: usize) -> Vec<String> {
        let known = &self.rows[row].known;
        vec![known.upper_name.clone(), known.name.clone(), typed(known.last.farmland)]
    }

    fn fields(&mut self, row: usize) -> Vec<(&'static str, &mut String)> {
        let draft = &mut self.rows[row];
        vec![("耕地保有量", &mut draft.farmland), ("永久基本农田", &mut draft.permanent), ("签订日期", &mut draft.on)]
    }

    fn name(&self, row: usize) -> &str {
        &self.rows[row].known.name
    }

    fn fault(&self, row: usize, today: NaiveDate) -> Option<String> {
        let draft = &self.rows[row];
        if draft.is_dirty() && draft.is_blank() {
            return Some("清空不会删除责任书，请在列表中删除".to_owned());
        }
        draft.read(today).err()
    }

    fn is_dirty(&self) -> bool {
        self.rows.iter().any(Draft::is_dirty)
    }

    fn date_all(&mut self, day: &str) {
        self.rows.iter_mut().filter(|row| row.on.trim().is_empty()).for_each(|row| row.on = day.to_owned());
    }

    fn take_last(&mut self) -> usize {
        let mut taken = 0;
        for row in &mut self.rows {
            let last = row.known.last;
            let blank = row.farmland.trim().is_empty() && row.permanent.trim().is_empty();
            if blank && (last.farmland.is_some() || last.permanent.is_some()) {
                (row.farmland, row.permanent) = (typed(last.farmland), typed(last.permanent));
                taken += 1;
            }
        }
        taken
    }

    fn command(&self, today: NaiveDate) -> Option<Command> {
        let changed = self.rows.iter().filter(|row| row.is_dirty() && !row.is_blank());
        let rows: Vec<PledgeEntry> = changed.filter_map(|row| row.read(today).ok()).collect();
        (!rows.is_empty()).then_some(Command::RegisterPledges(RegisterPledges { year: self.year, rows }))
    }
}
