//! Clues from GeoJSON and shapefiles in several systems, broken files, and the workbook that goes to a town and comes back.

use std::{fs, io::Write as _, path::Path};

use gengbao::{
    domain::{
        clue::{Category, ClueState},
        coordinate::System,
        grid::GridKind,
        id::ClueBatchId,
        import::{Fate, ImportKind, Take},
    },
    exchange::{Plan, write_refused},
    ops::{Command, Workspace, grid::AddGrid, query::clue},
    session::{
        clues::{self, Incoming, PHOTOS, Target},
        exchange::Fault,
    },
};
use tempfile::TempDir;

use super::{Field, all, facts};
use crate::support::{World, day, now};

fn geojson(crs: &str, easting: f64) -> String {
    format!(
        r#"{{"type":"FeatureCollection",{crs}"features":[
        {{"type":"Feature","properties":{{"TBBH":"0001","TBLX":"01","TBMJ":1234.5,"ZLDWDM":"1506021012060000000"}},
          "geometry":{{"type":"Polygon","coordinates":[[[{x0},4410021.6],[{x1},4410021.6],[{x1},4410121.6],[{x0},4410021.6]]]}}}},
        {{"type":"Feature","properties":{{"TBBH":"0002","TBLX":"1","TBMJ":null,"ZLDWMC":"撖家塔村"}},
          "geometry":{{"type":"Point","coordinates":[{x0},4410021.6]}}}}]}}"#,
        x0 = easting,
        x1 = easting + 100.0
    )
}

fn title(fault: Fault) -> String {
    fault.notice().title
}

fn read(dir: &Path, name: &str, content: &[u8]) -> Result<Incoming, Fault> {
    let path = dir.join(name);
    fs::write(&path, content).unwrap();
    Incoming::read(&path)
}

#[test]
fn geojson_comes_in_by_its_declared_system() {
    let dir = TempDir::new().unwrap();
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4525"}},"#;
    let incoming = read(dir.path(), "图斑.geojson", geojson(crs, 37_414_381.554).as_bytes()).unwrap();
    assert!(!incoming.asks());
    let mut field = Field::new();
    let book = incoming.book(None);
    let plan = Plan::guess(ImportKind::Clues, &book);
    let outcome =
        clues::import(&mut field.world.ws, Target::New(facts()), &book, &plan, Take::AllOrNothing, &incoming.digest);
    let batch = ClueBatchId(outcome.unwrap().made[0]);
    let lines = clue::clues(&field.world.ws, &all(batch), 0, 10).unwrap();
    assert_eq!(lines[0].row.clue.kind, "01");
    let (lon, lat) = lines[1].row.clue.centre().unwrap().degrees();
    assert!((lon - 110.0).abs() < 1e-6 && (lat - 39.82).abs() < 1e-6, "{lon} {lat}");
    assert_eq!(lines[0].row.clue.outline.0[0].len(), 3);
    assert!(lines.iter().all(|line| line.row.state == ClueState::Assigned));
    let again = clues::rehearse(&mut field.world.ws, Target::Known(batch), &book, &plan, &incoming.digest);
    assert!(title(again.unwrap_err()).contains("没有重复导入"));
}

#[test]
fn what_the_file_does_not_say_is_asked() {
    let dir = TempDir::new().unwrap();
    let prefixed = read(dir.path(), "a.geojson", geojson("", 37_414_381.554).as_bytes()).unwrap();
    assert_eq!(prefixed.reading().unwrap().certain(), Some(System::Zone37Prefixed), "the zone stands in the number");
    let bare = read(dir.path(), "b.geojson", geojson("", 414_381.554).as_bytes()).unwrap();
    assert!(bare.asks(), "zone 36 or 37");
    let foreign = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2383"}},"#;
    let fault = read(dir.path(), "c.geojson", geojson(foreign, 414_381.554).as_bytes()).unwrap_err();
    assert!(title(fault).contains("程序不能换算"));
}

/// The bytes of a shapefile with one triangle, and of its attributes.
fn shapefile() -> (Vec<u8>, Vec<u8>) {
    use std::io::Cursor;
    // Written by hand, as the format says: header of 100 bytes, one polygon of four points.
    let mut record = Vec::new();
    record.extend(5i32.to_le_bytes());
    for bound in [414_381.0f64, 4_410_021.0, 414_481.0, 4_410_121.0] {
        record.extend(bound.to_le_bytes());
    }
    record.extend(1i32.to_le_bytes());
    record.extend(4i32.to_le_bytes());
    record.extend(0i32.to_le_bytes());
    for (x, y) in
        [(414_381.0f64, 4_410_021.0f64), (414_381.0, 4_410_121.0), (414_481.0, 4_410_121.0), (414_381.0, 4_410_021.0)]
    {
        record.extend(x.to_le_bytes());
        record.extend(y.to_le_bytes());
    }
    let mut shp = Cursor::new(Vec::new());
    let words = (100 + 8 + record.len()) as i32 / 2;
    shp.write_all(&9994i32.to_be_bytes()).unwrap();
    shp.write_all(&[0; 20]).unwrap();
    shp.write_all(&words.to_be_bytes()).unwrap();
    shp.write_all(&1000i32.to_le_bytes()).unwrap();
    shp.write_all(&5i32.to_le_bytes()).unwrap();
    for bound in [414_381.0f64, 4_410_021.0, 414_481.0, 4_410_121.0, 0.0, 0.0, 0.0, 0.0] {
        shp.write_all(&bound.to_le_bytes()).unwrap();
    }
    shp.write_all(&1i32.to_be_bytes()).unwrap();
    shp.write_all(&(record.len() as i32 / 2).to_be_bytes()).unwrap();
    shp.write_all(&record).unwrap();
    let fields: [(&str, u8, &[u8]); 3] = [("TBBH", 8, b"0007"), ("TBLX", 4, b"01"), ("ZLDWMC", 20, &[0xCC, 0xE2])];
    // 「撖家塔村」 in GBK.
    let place: &[u8] = &[0xDE, 0xFE, 0xBC, 0xD2, 0xCB, 0xFE, 0xB4, 0xE5];
    let start = 32 * 4 + 1;
    let width: usize = 1 + fields.iter().map(|(_, width, _)| usize::from(*width)).sum::<usize>();
    let mut dbf = vec![3, 125, 6, 1];
    dbf.extend(1u32.to_le_bytes());
    dbf.extend((start as u16).to_le_bytes());
    dbf.extend((width as u16).to_le_bytes());
    dbf.resize(32, 0);
    for (name, width, _) in &fields {
        let mut column = name.as_bytes().to_vec();
        column.resize(11, 0);
        column.push(b'C');
        column.resize(16, 0);
        column.push(*width);
        column.resize(32, 0);
        dbf.extend(column);
    }
    dbf.push(0x0D);
    dbf.push(b' ');
    for (name, width, value) in &fields {
        let mut cell = if *name == "ZLDWMC" { place.to_vec() } else { value.to_vec() };
        cell.resize(usize::from(*width), b' ');
        dbf.extend(cell);
    }
    (shp.into_inner(), dbf)
}

const ZONE_37: &str = "PROJCS[\"CGCS2000_3_Degree_GK_CM_111E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\"],\
    PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"Central_Meridian\",111.0],UNIT[\"Meter\",1.0]]";

/// A zip without compression, its parts one after the other.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let offset = bytes.len() as u32;
        let mut head = Vec::new();
        head.extend(20u16.to_le_bytes());
        head.extend([0; 8]);
        head.extend(crc32(content).to_le_bytes());
        head.extend((content.len() as u32).to_le_bytes());
        head.extend((content.len() as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend(0u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(*content);
        directory.extend(b"PK\x01\x02");
        directory.extend(20u16.to_le_bytes());
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length, count) = (bytes.len() as u32, directory.len() as u32, parts.len() as u16);
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06");
    bytes.extend([0; 4]);
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend(0u16.to_le_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
        crc
    })
}

#[test]
fn a_shapefile_comes_in_beside_its_parts_or_zipped() {
    let dir = TempDir::new().unwrap();
    let (shp, dbf) = shapefile();
    fs::write(dir.path().join("图斑.dbf"), &dbf).unwrap();
    fs::write(dir.path().join("图斑.prj"), ZONE_37).unwrap();
    let beside = read(dir.path(), "图斑.shp", &shp).unwrap();
    let zip = zipped(&[("t/图斑.shp", &shp), ("t/图斑.dbf", &dbf), ("t/图斑.prj", ZONE_37.as_bytes())]);
    let packed = read(dir.path(), "图斑.zip", &zip).unwrap();
    for incoming in [beside, packed] {
        assert!(!incoming.asks());
        let mut field = Field::new();
        let book = incoming.book(None);
        let plan = Plan::guess(ImportKind::Clues, &book);
        let outcome = clues::import(
            &mut field.world.ws,
            Target::New(facts()),
            &book,
            &plan,
            Take::AllOrNothing,
            &incoming.digest,
        )
        .unwrap();
        let batch = ClueBatchId(outcome.made[0]);
        let line = clue::clues(&field.world.ws, &all(batch), 0, 10).unwrap().swap_remove(0);
        assert_eq!((line.row.clue.number.as_str(), line.row.clue.kind.as_str()), ("0007", "01"));
        assert_eq!(line.grid_name, "撖家塔村", "GBK names are read");
        let (lon, _) = line.row.clue.centre().unwrap().degrees();
        assert!((lon - 110.0005).abs() < 0.001, "{lon}");
    }
}

#[test]
fn broken_files_are_refused_in_words() {
    let dir = TempDir::new().unwrap();
    let (shp, dbf) = shapefile();
    let zip = zipped(&[("a.shp", &shp), ("a.dbf", &dbf)]);
    let says = |name: &str, content: &[u8]| title(read(dir.path(), name, content).unwrap_err());
    assert!(says("半截.zip", &zip[..zip.len() - 40]).contains("不完整或已损坏"));
    assert!(says("缺属性.zip", &zipped(&[("a.shp", &shp)])).contains("缺少属性表（.dbf）"));
    assert!(says("空.zip", &zipped(&[("读我.txt", b"x")])).contains("里没有 shapefile"));
    assert!(says("两个.zip", &zipped(&[("a.shp", &shp), ("b.shp", &shp)])).contains("几个 shapefile"));
    assert!(says("单独.dbf", &dbf).contains("只是 shapefile 的一部分"));
    assert!(says("坏.geojson", b"{\"type\":").contains("不是能读取的 GeoJSON"));
    assert!(says("无.geojson", br#"{"type":"FeatureCollection","features":[]}"#).contains("里没有图斑"));
    fs::write(dir.path().join("短.dbf"), &dbf[..dbf.len() - 4]).unwrap();
    assert!(says("短.shp", &shp).contains("属性表（.dbf）不完整"));
    fs::write(dir.path().join("断.dbf"), &dbf).unwrap();
    assert!(says("断.shp", &shp[..shp.len() - 10]).contains("图形（.shp）"));
}

#[test]
fn wrong_shapes_go_to_a_workbook_that_comes_back() {
    let dir = TempDir::new().unwrap();
    let crs = r#""crs":{"type":"name","properties":{"name":"EPSG:4525"}},"#;
    let text = geojson(crs, 37_414_381.554).replace("\"TBMJ\":1234.5", "\"TBMJ\":\"很大\"");
    let incoming = read(dir.path(), "图斑.geojson", text.as_bytes()).unwrap();
    let book = incoming.book(None);
    let plan = Plan::guess(ImportKind::Clues, &book);
    let mut field = Field::new();
    let trial = clues::rehearse(&mut field.world.ws, Target::New(facts()), &book, &plan, "").unwrap();
    assert_eq!(trial.refused(), 1);
    let errors = dir.path().join("有误.xlsx");
    assert_eq!(write_refused(&errors, &book, &plan, &trial.lines), Ok(1));
    let again = Incoming::read(&errors).unwrap().book(None);
    let plan = Plan::guess(ImportKind::Clues, &again);
    let rows = plan.rows(&again).unwrap().rows;
    assert_eq!(rows[0].values["number"], "0001");
    assert!(rows[0].values["outline"].len() > 10, "the outline is in the workbook");
}

#[test]
fn a_workbook_goes_to_a_town_and_comes_back_with_answers() {
    let dir = TempDir::new().unwrap();
    let new = gengbao::ops::workspace::NewWorkspace {
        name: "测试".into(),
        office: "测试".into(),
        operator: "测试员".into(),
        sample: false,
    };
    let mut world = World { ws: Workspace::create(&dir.path().join("区"), &new, Box::new(now), 1).unwrap() };
    let district = world.district();
    world.run(Command::AddGrid(AddGrid {
        parent: district.tongchuan,
        kind: GridKind::Village,
        name: "神山村".into(),
        stat_code: String::new(),
        civil_code: String::new(),
        aliases: vec![],
        no_farmland: false,
        annex2_order: None,
        from: day(2024, 1, 1),
        document: String::new(),
    }));
    let rows = vec![
        super::row(2, &[("number", "12"), ("village", "撖家塔村"), ("area", "100")]),
        super::row(3, &[("number", "123"), ("village", "撖家塔村"), ("area", "200")]),
        super::row(4, &[("number", "9"), ("village", "神山村"), ("area", "300")]),
    ];
    let batch = ClueBatchId(world.make(super::import(rows)));
    let file = dir.path().join("罕台镇.xlsx");
    assert_eq!(clues::export(&world.ws, batch, Some(district.hantai), &file).unwrap(), 2, "only its own clues");
    let book = gengbao::exchange::read(&file).unwrap();
    let header = &book.sheets[0].rows[0].cells;
    assert_eq!(header[0], "图斑编号");
    // The town fills in both and lays photos beside the workbook.
    fill(&file, &book.sheets[0].rows);
    let photos = dir.path().join(PHOTOS);
    fs::create_dir_all(&photos).unwrap();
    fs::write(photos.join("12-1.jpg"), b"one").unwrap();
    fs::write(photos.join("123-1.jpg"), b"two").unwrap();
    let (_, _, command) = clues::answers(&world.ws, batch, &file, Take::AllOrNothing).unwrap();
    let outcome = world.run(command);
    assert!(outcome.lines.iter().all(|line| line.fate == Fate::New), "{:?}", outcome.lines);
    let found = |number: &str| clue::detail(&world.ws, clue::numbered(&world.ws, batch, number).unwrap()).unwrap();
    assert_eq!(found("12").files[0].name, "12-1.jpg", "the longest number counts");
    assert_eq!(found("123").files[0].name, "123-1.jpg");
    assert_eq!(found("12").line.row.answer.unwrap().category, Category::Other);
    let board = clue::board(&world.ws, batch).unwrap();
    let back: Vec<_> =
        board.towns.iter().map(|line| (line.name.as_str(), line.tally.came_back(), line.tally.waiting())).collect();
    assert_eq!(back, [("罕台镇", 2, 0), ("铜川镇", 0, 1)], "what came back and what did not");
    // The workbook of the next time shows what was answered, and changes nothing.
    clues::export(&world.ws, batch, Some(district.hantai), &file).unwrap();
    fs::remove_dir_all(&photos).unwrap();
    let (_, _, command) = clues::answers(&world.ws, batch, &file, Take::AllOrNothing).unwrap();
    assert!(world.run(command).lines.iter().all(|line| line.fate == Fate::Same));
}

/// Writes the workbook again with an answer in every row.
fn fill(path: &Path, rows: &[gengbao::exchange::SheetRow]) {
    let headings = &rows[0].cells;
    let mut cells: Vec<Vec<String>> = rows.iter().map(|row| row.cells.clone()).collect();
    for row in &mut cells[1..] {
        row.resize(headings.len(), String::new());
        for (heading, value) in
            [("核查结果", "其他"), ("细类", "实地伪变化"), ("核查日期", "2025-6-5"), ("核查人", "罕台镇王某")]
        {
            let at = headings.iter().position(|known| known == heading).unwrap();
            row[at] = value.to_owned();
        }
    }
    let columns =
        headings.iter().map(|title| gengbao::exchange::Heading { title: title.clone(), width: 12, figures: false });
    let mut table = gengbao::exchange::Table::create(path, "核查", columns.collect(), Default::default()).unwrap();
    for row in &cells[1..] {
        table.row(row).unwrap();
    }
    table.finish().unwrap();
}
