//! Satellite clues: taken in, split, answered with evidence, confirmed, sent back; files in and out; papers.

mod files;
mod flow;
mod many;

use gengbao::{
    domain::{
        clue::{Answer, Category, ClueBatch},
        grid::GridKind,
        id::{ClueBatchId, ClueId, PersonId},
        import::{Row, Take},
    },
    ops::{
        Command, StoredFile,
        clue::{AnswerClue, ImportClues},
        grid::AddGrid,
        query::clue::{self, ClueQuery},
    },
};

use crate::support::{District, World, day};

/// A district with codes, and a checker.
pub struct Field {
    pub world: World,
    pub district: District,
    pub person: PersonId,
}

impl Field {
    pub fn new() -> Self {
        let mut world = World::new();
        let district = world.district();
        // 色连村 is known by both codes.
        world.run(Command::AddGrid(AddGrid {
            parent: district.hantai,
            kind: GridKind::Village,
            name: "色连村".into(),
            stat_code: "150602101206".into(),
            civil_code: "150602107206".into(),
            aliases: vec!["色连村委会".into()],
            no_farmland: false,
            annex2_order: None,
            from: day(2024, 1, 1),
            document: String::new(),
        }));
        let person = world.person("王核查");
        Self { world, district, person }
    }

    /// Takes rows into a new batch.
    pub fn batch(&mut self, rows: Vec<Row>) -> ClueBatchId {
        ClueBatchId(self.world.make(import(rows)))
    }

    pub fn clue(&self, batch: ClueBatchId, number: &str) -> ClueId {
        clue::numbered(&self.world.ws, batch, number).unwrap()
    }

    pub fn answer(&self, category: Category, sub: &str) -> Answer {
        Answer {
            on: day(2025, 6, 5),
            by: vec![self.person],
            by_name: String::new(),
            category,
            sub: sub.into(),
            flags: vec![],
            patrol_found: None,
            paper: String::new(),
            paper_on: None,
            sent_to: String::new(),
            sent_on: None,
            text: String::new(),
        }
    }
}

pub fn facts() -> ClueBatch {
    ClueBatch {
        name: "2025年5月".into(),
        month: day(2025, 5, 1),
        received_on: day(2025, 6, 3),
        sender: "市自然资源局".into(),
        document: String::new(),
        due_on: None,
        note: String::new(),
    }
}

pub fn row(line: u32, cells: &[(&str, &str)]) -> Row {
    let values = cells.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
    Row { sheet: String::new(), line, values }
}

/// Three clues: by code, by name, and one that nobody can place.
pub fn rows() -> Vec<Row> {
    vec![
        row(2, &[("number", "0001"), ("kind", "1"), ("area", "1234.56"), ("code", "1506021012060000000")]),
        row(
            3,
            &[
                ("number", "0002"),
                ("kind", "01"),
                ("area_mu", "2.50"),
                ("village", "撖家塔村民委员会"),
                ("lon", "109.98"),
                ("lat", "39.82"),
            ],
        ),
        row(4, &[("number", "0003"), ("kind", "DT"), ("area_ha", "0.5"), ("village", "没有的村")]),
    ]
}

pub fn import(rows: Vec<Row>) -> Command {
    Command::ImportClues(ImportClues {
        batch: None,
        new_batch: Some(facts()),
        rows,
        take: Take::AllOrNothing,
        source: "图斑.xlsx".into(),
        digest: String::new(),
    })
}

/// A photo that is kept.
pub fn photo(number: u64) -> StoredFile {
    StoredFile { digest: format!("{number:064x}"), name: format!("现场{number}.jpg"), size: 10 }
}

pub fn reply(clue: ClueId, answer: Answer) -> AnswerClue {
    AnswerClue { clue, answer, problem: None, found: None, files: vec![photo(1)] }
}

pub fn all(batch: ClueBatchId) -> ClueQuery {
    ClueQuery { batch: Some(batch), ..ClueQuery::default() }
}
