//! What patrols say, each wording once: how words are looked for in ten years of patrols.
//!
//! The tables are kept by triggers of the schema. A phrase is 发现情况, 处置情况 and 备注, a line each, so that what is
//! typed on one line is found within one of them and never across two.

use super::{Store, StoreResult};

/// The patrols whose words contain `?`.
pub(super) const SAYING: &str = "p.id in (select s.patrol_id from patrol_phrase s where s.phrase_id in (select f.id from phrase f where instr(f.text, ?) > 0))";

impl Store {
    /// How many patrols say `text`.
    pub(super) fn patrols_saying(&self, text: &str) -> StoreResult<u64> {
        let mut count =
            self.conn.prepare_cached("select coalesce(sum(uses), 0) from phrase where instr(text, ?1) > 0")?;
        Ok(count.query_row([text], |row| row.get(0))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Patrols without their grids and people: only what the triggers see.
    fn store() -> Store {
        let store = Store::in_memory().unwrap();
        store
            .conn
            .execute_batch(
                "pragma foreign_keys = off; drop trigger temp.log_patrol_insert; \
            drop trigger temp.log_patrol_update; drop trigger temp.log_patrol_delete;",
            )
            .unwrap();
        store
    }

    fn write(store: &Store, id: i64, found: &str, note: &str) {
        let row = "insert into patrol (id, date, kind, grid_id, way, finding, found, action, weather, note, recorded_on, \
                   recorded_by) values (?1, '2025-03-05', 'field', 1, '', 'nothing', ?2, '', '', ?3, '2025-03-05', '')";
        store.conn.execute(row, rusqlite::params![id, found, note]).unwrap();
    }

    /// Phrases with their uses, and links.
    fn kept(store: &Store) -> (Vec<(String, i64)>, i64) {
        let mut find = store.conn.prepare("select text, uses from phrase order by text").unwrap();
        let phrases = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let phrases = phrases.map(Result::unwrap).collect();
        (phrases, store.conn.query_row("select count(*) from patrol_phrase", [], |row| row.get(0)).unwrap())
    }

    #[test]
    fn phrases_follow_what_patrols_say() {
        let store = store();
        write(&store, 1, "渠边堆放秸秆", "");
        write(&store, 2, "渠边堆放秸秆", "");
        write(&store, 3, "", "步行");
        write(&store, 4, "", "");
        assert_eq!(kept(&store), (vec![("\n\n步行".into(), 1), ("渠边堆放秸秆\n\n".into(), 2)], 3));
        assert_eq!(store.patrols_saying("堆放").unwrap(), 2);
        assert_eq!(store.patrols_saying("秸秆步行").unwrap(), 0, "never across two fields");
        store.conn.execute("update patrol set note = '步行' where id = 4", []).unwrap();
        store.conn.execute("update patrol set found = '' where id = 1", []).unwrap();
        assert_eq!(kept(&store), (vec![("\n\n步行".into(), 2), ("渠边堆放秸秆\n\n".into(), 1)], 3));
        store.conn.execute("delete from patrol where id = 2", []).unwrap();
        assert_eq!(kept(&store), (vec![("\n\n步行".into(), 2)], 2));
        store.conn.execute("update patrol set way = '驾车'", []).unwrap();
        store.conn.execute("delete from patrol", []).unwrap();
        assert_eq!(kept(&store), (vec![], 0));
    }

    /// A database of schema 6, the last before patrols were searched by phrases, with what three patrols said.
    fn before_phrases(file: &std::path::Path) {
        use crate::store::schema;
        let conn = rusqlite::Connection::open(file).unwrap();
        schema::STEPS[..6].iter().for_each(|step| conn.execute_batch(step).unwrap());
        conn.pragma_update(None, "application_id", schema::APPLICATION_ID).unwrap();
        conn.pragma_update(None, "user_version", 6).unwrap();
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        for (id, found, note) in [(1, "渠边堆放秸秆", ""), (2, "渠边堆放秸秆", ""), (3, "", "")] {
            let row = "insert into patrol (id, date, kind, grid_id, way, finding, found, action, weather, note, recorded_on, \
                       recorded_by) values (?1, '2025-03-05', 'field', 1, '', 'nothing', ?2, '', '', ?3, '2025-03-05', '')";
            conn.execute(row, rusqlite::params![id, found, note]).unwrap();
        }
    }

    #[test]
    fn patrols_of_an_older_workspace_are_found_by_their_words() {
        let dir = tempfile::tempdir().unwrap();
        let (file, copy) = (dir.path().join("gengbao.db"), dir.path().join("backups").join("kept.db"));
        before_phrases(&file);
        let reader = Store::open_read_only(&file).unwrap();
        assert_eq!(reader.patrols_saying("秸秆").unwrap(), 2, "a reader's copy in memory too");
        drop(reader);
        let store = Store::open(&file, &copy).unwrap();
        assert_eq!(kept(&store), (vec![("渠边堆放秸秆\n\n".into(), 2)], 2));
        let old = rusqlite::Connection::open(&copy).unwrap();
        let version: i64 = old.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(version, 6, "what was there before is kept");
    }
}
