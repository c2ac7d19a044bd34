//! Files as phones, cameras and other programs write them, and every way in which they go wrong.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use gengbao::{
    domain::{
        coordinate::{Converter, Reading, System, distance},
        point::Point,
        track::TrackKind,
    },
    exchange::{
        ExchangeFault,
        field::{self, FieldFile, embedded_thumb},
    },
};

use crate::support::photo::Photo;

pub const GPX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="巡田记录" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="39.8210" lon="109.9810"><time>2025-03-05T01:40:00Z</time><name>堆土点</name></wpt>
<trk><name>上午</name><trkseg>
<trkpt lat="39.8200" lon="109.9800"><ele>1400</ele><time>2025-03-05T01:30:00Z</time></trkpt>
<trkpt lat="39.8200" lon="109.9900"><time>2025-03-05T01:45:00Z</time></trkpt>
<trkpt lat="39.8300" lon="109.9900"><time>2025-03-05T02:00:00Z</time></trkpt>
</trkseg></trk></gpx>"#;

fn saved(name: &str, content: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    (folder, path)
}

fn read(name: &str, content: impl AsRef<[u8]>) -> Result<FieldFile, ExchangeFault> {
    let (_folder, path) = saved(name, content);
    field::read(&path)
}

fn refused(name: &str, content: impl AsRef<[u8]>) -> String {
    let fault = read(name, content).unwrap_err();
    assert!(!fault.next.is_empty(), "{}", fault.title);
    fault.title
}

fn certain(file: &FieldFile) -> Option<System> {
    file.reading.as_ref().and_then(Reading::certain)
}

fn asked(file: &FieldFile) -> Vec<System> {
    match &file.reading {
        Some(Reading::Ask { choices, .. }) => choices.iter().map(|choice| choice.system).collect(),
        other => panic!("{other:?}"),
    }
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn kml(inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>{inside}</Document></kml>"#
    )
}

#[test]
fn a_photo_tells_when_and_where_it_was_taken() {
    let folder = tempfile::tempdir().unwrap();
    let photo = Photo { offset: Some("+08:00"), thumb: true, ..Photo::of_dongsheng() };
    let file = field::read(&photo.save(folder.path(), "现场.JPG")).unwrap();
    let found = &file.items[0];
    assert_eq!((found.kind, found.name.as_str()), (Some(TrackKind::Photo), "现场.JPG"));
    assert_eq!(found.started.unwrap().to_string(), "2025-03-05 09:30:00");
    assert_eq!((found.device.as_str(), certain(&file)), ("TEST 1", Some(System::Cgcs2000)));
    let spot = found.pieces[0][0];
    assert!((spot.x - 109.98).abs() < 1e-6 && (spot.y - 39.82).abs() < 1e-6);
    assert!(found.notes.is_empty(), "{:?}", found.notes);
    assert!(embedded_thumb(&file.path).is_some_and(|bytes| bytes.starts_with(&[0xFF, 0xD8])));
}

#[test]
fn a_photo_in_another_zone_without_datum_and_with_a_wrong_clock() {
    let folder = tempfile::tempdir().unwrap();
    let photo = Photo {
        taken: Some("2025:03:05 01:30:00"),
        offset: Some("+00:00"),
        datum: None,
        satellites: Some(("2025:03:05", [3, 0, 0])),
        ..Photo::of_dongsheng()
    };
    let file = field::read(&photo.save(folder.path(), "a.jpg")).unwrap();
    assert_eq!(file.items[0].started.unwrap().to_string(), "2025-03-05 09:30:00");
    assert!(file.items[0].notes[0].contains("卫星时间（2025-03-05 11:00）相差 90 分"), "{:?}", file.items[0].notes);
    assert_eq!(asked(&file), [System::Cgcs2000, System::Gcj02, System::Bd09]);
    let only_satellites = Photo { taken: None, offset: None, ..photo };
    let file = field::read(&only_satellites.save(folder.path(), "b.jpg")).unwrap();
    assert_eq!(file.items[0].started.unwrap().to_string(), "2025-03-05 11:00:00");
}

#[test]
fn a_photo_without_anything_and_one_at_zero_are_taken_with_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let file = field::read(&Photo::default().save(folder.path(), "mmexport.jpg")).unwrap();
    let notes = file.items[0].notes.join("；");
    assert!(notes.contains("没有拍摄时间") && notes.contains("没有拍摄位置"), "{notes}");
    assert_eq!(file.reading, None);
    let file = field::read(&Photo::default().save(folder.path(), "IMG_20250305_093000.jpg")).unwrap();
    assert_eq!(file.items[0].started.unwrap().to_string(), "2025-03-05 09:30:00");
    let file = field::read(&Photo { place: Some((0.0, 0.0)), ..Photo::of_dongsheng() }.save(folder.path(), "c.jpg"));
    assert!(file.unwrap().items[0].notes.iter().any(|note| note.contains("没有定位")));
    let plain = folder.path().join("微信.png");
    image::RgbImage::new(8, 8).save(&plain).unwrap();
    assert!(field::read(&plain).unwrap().items[0].notes[0].contains("没有拍摄信息（EXIF）"));
}

#[test]
fn a_photo_of_200_megapixels_is_read_by_its_header_alone() {
    let folder = tempfile::tempdir().unwrap();
    let photo = Photo { claimed: Some((20_000, 10_000)), thumb: true, ..Photo::of_dongsheng() };
    let path = photo.save(folder.path(), "大.jpg");
    assert_eq!(field::pixels(&path), Some(200_000_000));
    let file = field::read(&path).unwrap();
    assert!(file.items[0].notes[0].contains("200 百万像素"), "{:?}", file.items[0].notes);
    assert!(file.items[0].started.is_some() && embedded_thumb(&path).is_some());
}

#[test]
fn damaged_photos_and_other_files_are_refused_in_words() {
    assert!(refused("坏.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 4]).contains("已损坏或没有拷贝完整"));
    assert!(refused("空.jpg", b"").contains("空文件"));
    assert!(refused("说明.txt", "今天巡田").contains("不是能导入的外业文件"));
    assert!(refused("程序.gpx", b"MZ\0\0\0\0").contains("不是能导入的外业文件"));
    let missing = field::read(Path::new("/没有/这个.gpx")).unwrap_err();
    assert!(missing.title.contains("没有这个文件"));
}

#[test]
fn a_gpx_gives_its_track_in_beijing_time_and_its_waypoints() {
    let file = read("今日.gpx", GPX).unwrap();
    assert_eq!(certain(&file), Some(System::Cgcs2000));
    let track = file.items[0].track(certain(&file), false, &"ab".repeat(32)).unwrap();
    assert_eq!((track.kind, track.name.as_str()), (TrackKind::Line, "上午"));
    assert_eq!(track.started.unwrap().to_string(), "2025-03-05 09:30:00");
    assert_eq!(track.ended.unwrap().to_string(), "2025-03-05 10:00:00");
    assert!((1950..1980).contains(&track.metres), "{}", track.metres);
    assert_eq!(track.shape.0[0][2].seconds, Some(1800));
    assert_eq!((file.items[1].kind, file.items[1].name.as_str()), (Some(TrackKind::Point), "堆土点"));
}

#[test]
fn a_gpx_without_times_is_a_line_without_times() {
    let bare: String = GPX.lines().map(|line| line.split("<time>").next().map_or(line, |begin| begin)).fold(
        String::new(),
        |mut text, line| {
            text += line;
            text += if line.contains("<trkpt") { "</trkpt>" } else { "" };
            text
        },
    );
    let bare = bare.replace("</trkpt></trkpt>", "</trkpt>").replace("<wpt lat=\"39.8210\" lon=\"109.9810\">", "");
    let file = read("无时间.gpx", bare).unwrap();
    assert_eq!((file.items[0].started, file.items[0].ended), (None, None));
    assert!(file.items[0].notes[0].contains("没有时间"));
    let track = file.items[0].track(Some(System::Cgcs2000), false, &"ab".repeat(32)).unwrap();
    assert!(track.metres > 1900 && track.shape.0[0][0].seconds.is_none());
}

#[test]
fn damaged_or_endless_texts_give_nothing() {
    let half: String = GPX.chars().take(GPX.chars().count() / 2).collect();
    assert!(refused("半.gpx", half).contains("没有读取其中任何内容"));
    assert!(refused("错.gpx", GPX.replace("39.8200", "三十九")).contains("已损坏"));
    let whole =
        kml("<Placemark><LineString><coordinates>109.98,39.82 109.99,39.83</coordinates></LineString></Placemark>");
    let cut: String = whole.chars().take(whole.len() - 40).collect();
    assert!(refused("半.kml", cut).contains("已损坏"));
    assert!(refused("半.geojson", r#"{"type":"FeatureCollection","features":[{"#).contains("已损坏"));
    assert!(refused("空.gpx", r#"<gpx version="1.1" creator="x"></gpx>"#).contains("没有轨迹和点位"));
    let long = format!("{}{}", GPX, " ".repeat(10 << 20));
    assert!(refused("长.gpx", long).contains("11 MB，轨迹和点位文件最大能读 8 MB"));
}

#[test]
fn entities_in_xml_neither_explode_nor_reach_files() {
    let bomb = r#"<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>"#;
    let text = GPX.replace("<gpx ", &format!("{bomb}<gpx ")).replace("上午", "&h;");
    assert!(refused("实体.gpx", text).contains("已损坏"));
    let outside = r#"<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/hostname">]>"#;
    let text = GPX.replace("<gpx ", &format!("{outside}<gpx ")).replace("上午", "&x;");
    let file = read("外部.gpx", text).unwrap();
    assert_eq!(file.items[0].name, "外部.gpx", "the name is empty, and nothing was fetched for it");
}

#[test]
fn kml_and_kmz_give_points_lines_and_tracks_with_times() {
    let inside = "<Folder><Placemark><name>界桩</name><Point><coordinates>109.98,39.82,1400</coordinates></Point></Placemark>\
        <Placemark><name>巡田</name><gx:Track><when>2025-03-05T01:30:00Z</when><when>2025-03-05T01:40:00Z</when>\
        <gx:coord>109.98 39.82 1400</gx:coord><gx:coord>109.99 39.82 1400</gx:coord></gx:Track></Placemark></Folder>";
    for (name, content) in [
        ("图.kml", kml(inside).into_bytes()),
        ("图.kmz", zip(&[("../../doc.kml", kml(inside).as_bytes()), ("a.jpg", b"x")])),
    ] {
        let file = read(name, content).unwrap();
        assert_eq!(certain(&file), Some(System::Cgcs2000));
        let kinds: Vec<_> = file.items.iter().map(|item| (item.kind.unwrap(), item.name.as_str())).collect();
        assert_eq!(kinds, [(TrackKind::Point, "界桩"), (TrackKind::Line, "巡田")]);
        assert_eq!(file.items[1].started.unwrap().to_string(), "2025-03-05 09:30:00");
        assert_eq!(file.notes.len(), usize::from(name == "图.kmz"));
    }
}

#[test]
fn archives_that_are_cut_off_too_large_or_something_else_are_refused() {
    let whole = zip(&[("doc.kml", kml("").as_bytes())]);
    assert!(refused("半.kmz", &whole[..whole.len() / 2]).contains("没有读取其中任何内容"));
    let endless = zip(&[("doc.kml", &vec![b' '; 64 << 20])]);
    assert!(endless.len() < 1 << 20, "it is small when packed");
    assert!(refused("炸弹.kmz", endless).contains("解开后超过 8 MB"));
    assert!(refused("照片.zip", zip(&[("1.jpg", b"x")])).contains("没有轨迹文件"));
    assert!(refused("记录.xlsx", zip(&[("[Content_Types].xml", b"x")])).contains("表格或文档"));
    let many: Vec<String> = (0..5_001).map(|place| format!("{place}.kml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert!(refused("多.zip", zip(&many)).contains("最多 5000 个"));
}

fn geojson(pairs: &[(f64, f64)], more: &str) -> String {
    let places: Vec<String> = pairs
        .iter()
        .map(|(x, y)| {
            format!(
                r#"{{"type":"Feature","properties":{{"名称":"点","time":"2025-03-05 09:30:00"}},"geometry":{{"type":"Point","coordinates":[{x},{y}]}}}}"#
            )
        })
        .collect();
    format!(r#"{{"type":"FeatureCollection"{more},"features":[{}]}}"#, places.join(","))
}

#[test]
fn geojson_is_believed_or_asked_about() {
    let file = read("点.geojson", geojson(&[(109.98, 39.82)], "")).unwrap();
    assert_eq!(certain(&file), Some(System::Cgcs2000));
    assert_eq!(file.items[0].started.unwrap().to_string(), "2025-03-05 09:30:00");
    let file = read("高德.geojson", geojson(&[(109.98, 39.82)], r#","generator":"高德地图""#)).unwrap();
    assert_eq!(asked(&file), [System::Cgcs2000, System::Gcj02, System::Bd09]);
    let file = read("反.geojson", geojson(&[(39.82, 109.98)], "")).unwrap();
    assert!(file.reading.as_ref().is_some_and(Reading::swapped) && file.notes[0].contains("次序是反的"));
}

#[test]
fn both_zones_with_and_without_their_number_lead_to_the_same_place() {
    let place = Point::of_degrees(109.464_372_2, 39.783_583_7).unwrap();
    for system in [System::Zone36, System::Zone37, System::Zone36Prefixed, System::Zone37Prefixed] {
        let pair = Converter::of(system).coordinates(place).unwrap();
        let file = read("图斑.geojson", geojson(&[pair], "")).unwrap();
        match system {
            System::Zone36 | System::Zone37 => {
                assert_eq!(asked(&file)[0], system, "the zone that lies in the district is first")
            }
            _ => assert_eq!(certain(&file), Some(system)),
        }
        let track = file.items[0].track(Some(system), false, &"ab".repeat(32)).unwrap();
        assert!(distance(track.shape.first().unwrap(), place) < 0.05);
        let named = r#","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4546"}}"#;
        if system == System::Zone37 {
            assert_eq!(certain(&read("有.geojson", geojson(&[pair], named)).unwrap()), Some(system));
        }
    }
    let file = read("别处.geojson", geojson(&[(38_500_000.0, 4_400_000.0)], "")).unwrap();
    assert!(matches!(file.reading, Some(Reading::Impossible(words)) if words.contains("第 38 带")));
}
