//! Shapefiles: the parts beside each other in a folder, or in one zip.

use std::{
    fs,
    io::{Cursor, Read},
    path::Path,
};

use shapefile::{Shape, ShapeReader, record::traits::HasXY};
use zip::{ZipArchive, read::ZipFile};

use super::{Declared, ExchangeFault, Feature, Layer, bytes, dbf, prj};

/// The largest part of a zip that is unpacked: more is no batch of clues.
const PART_MAX: u64 = 400 << 20;

/// The parts of one shapefile.
struct Parts {
    shp: Vec<u8>,
    dbf: Vec<u8>,
    prj: Option<String>,
    cpg: Option<String>,
}

/// The .shp with the parts that lie beside it.
pub fn beside(path: &Path, name: &str) -> Result<Layer, ExchangeFault> {
    let shp = bytes(path, name)?;
    let part = |ending: &str| {
        [ending.to_owned(), ending.to_ascii_uppercase()]
            .iter()
            .find_map(|ending| fs::read(path.with_extension(ending)).ok())
    };
    let text = |ending: &str| part(ending).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let dbf = part("dbf").ok_or_else(|| no_attributes(name))?;
    layer(name, Parts { shp, dbf, prj: text("prj"), cpg: text("cpg") })
}

/// The one shapefile of a zip.
pub fn zipped(name: &str, bytes: Vec<u8>) -> Result<Layer, ExchangeFault> {
    let damaged = |detail: &dyn ToString| {
        ExchangeFault::broken_layer(
            name,
            "不完整或已损坏，压缩包打不开",
            "多半是没有下载或拷贝完整，请重新获取后再导入；没有导入任何内容。",
            detail.to_string(),
        )
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| damaged(&fault))?;
    // Names are compared as bytes: those of Chinese zips are often GBK and no text of their own.
    let mut names: Vec<Vec<u8>> = Vec::new();
    for place in 0..archive.len() {
        let file = archive.by_index_raw(place).map_err(|fault| damaged(&fault))?;
        names.push(file.name_raw().to_ascii_lowercase());
    }
    let mut layers = names.iter().filter(|name| name.ends_with(b".shp") && !name.starts_with(b"__macosx"));
    let stem = match (layers.next(), layers.next()) {
        (Some(one), None) => one[..one.len() - 4].to_vec(),
        (None, _) => {
            let next = "压缩包里要有 .shp、.dbf、.shx 和 .prj；表格和 GeoJSON 请解压后直接选择。";
            return Err(ExchangeFault::broken_layer(name, "里没有 shapefile", next, ""));
        }
        (Some(_), Some(_)) => {
            let next = "压缩包里只能有一个图层：请只压缩要导入的那一个，再选择。";
            return Err(ExchangeFault::broken_layer(name, "里有几个 shapefile", next, ""));
        }
    };
    let mut part = |ending: &str| -> Result<Option<Vec<u8>>, ExchangeFault> {
        let wanted = [stem.as_slice(), ending.as_bytes()].concat();
        let Some(place) = names.iter().position(|name| *name == wanted) else { return Ok(None) };
        let file = archive.by_index(place).map_err(|fault| damaged(&fault))?;
        unpacked(file).map(Some).map_err(|fault| damaged(&fault))
    };
    let shp = part(".shp")?.unwrap_or_default();
    let dbf = part(".dbf")?.ok_or_else(|| no_attributes(name))?;
    let mut text =
        |ending: &str| Ok::<_, ExchangeFault>(part(ending)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    let (prj, cpg) = (text(".prj")?, text(".cpg")?);
    layer(name, Parts { shp, dbf, prj, cpg })
}

/// The content of a part; one that claims to be huge is not unpacked.
fn unpacked(file: ZipFile<'_, Cursor<Vec<u8>>>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(PART_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > PART_MAX {
        return Err(std::io::Error::other("larger than any batch of clues"));
    }
    Ok(bytes)
}

fn no_attributes(name: &str) -> ExchangeFault {
    let next = "图斑编号等属性在 .dbf 里：请把同名的 .dbf 和 .shp 放在一起，再选择 .shp 或它们的压缩包。";
    ExchangeFault::broken_layer(name, "缺少属性表（.dbf）", next, "")
}

fn layer(name: &str, parts: Parts) -> Result<Layer, ExchangeFault> {
    let damaged = |what: &str, detail: &dyn ToString| {
        let next = "多半是没有拷贝完整，请重新拷贝全部文件（.shp、.dbf、.shx、.prj）后再导入；没有导入任何内容。";
        ExchangeFault::broken_layer(name, what, next, detail.to_string())
    };
    let table =
        dbf::read(&parts.dbf, parts.cpg.as_deref()).map_err(|fault| damaged("的属性表（.dbf）不完整", &fault))?;
    let reader = ShapeReader::new(Cursor::new(parts.shp));
    let mut reader = reader.map_err(|fault| damaged("的图形（.shp）读不出来", &fault))?;
    let mut features = Vec::new();
    let mut shapes = 0;
    for (place, shape) in reader.iter_shapes().enumerate() {
        let shape = shape.map_err(|fault| damaged("的图形（.shp）不完整", &fault))?;
        shapes += 1;
        let Some(cells) = table.rows.get(place).cloned().flatten() else { continue };
        features.push(Feature { cells, ..feature(place as u32 + 1, shape) });
    }
    if shapes != table.rows.len() {
        let detail = format!("{shapes} shapes, {} rows", table.rows.len());
        return Err(damaged("的图形和属性表个数不同", &detail));
    }
    let declared = parts.prj.as_deref().map_or(Declared::Nothing, prj::declared);
    Ok(Layer { name: name.to_owned(), declared, headings: table.headings, features })
}

fn feature(number: u32, shape: Shape) -> Feature {
    let point = |place: &dyn HasXY| Some((place.x(), place.y()));
    let (point, rings) = match &shape {
        Shape::Point(place) => (point(place), Vec::new()),
        Shape::PointM(place) => (point(place), Vec::new()),
        Shape::PointZ(place) => (point(place), Vec::new()),
        Shape::Polygon(polygon) => (None, rings(polygon.rings().iter().map(|ring| ring.points()))),
        Shape::PolygonM(polygon) => (None, rings(polygon.rings().iter().map(|ring| ring.points()))),
        Shape::PolygonZ(polygon) => (None, rings(polygon.rings().iter().map(|ring| ring.points()))),
        // Lines and the like are no clues: the row keeps its attributes.
        _ => (None, Vec::new()),
    };
    Feature { number, point, rings, ..Feature::default() }
}

fn rings<'a, P: HasXY + 'a>(rings: impl Iterator<Item = &'a [P]>) -> Vec<Vec<(f64, f64)>> {
    rings.map(|ring| ring.iter().map(|place| (place.x(), place.y())).collect()).collect()
}
