//! Layers of shapes with their attributes (GeoJSON, shapefile, a zip of one), brought into the form of a spreadsheet: one
//! row for each shape, its place and outline in columns of their own, so that everything after is the same for all files.

mod dbf;
mod geojson;
mod prj;
mod shape;

use std::{fs, path::Path};

use super::{Book, ExchangeFault, Sheet, SheetRow};
use crate::domain::{
    clue::Outline,
    coordinate::{Converter, Reading, System, guess},
};

/// The largest file that is read, in megabytes.
const SIZE_MAX: u64 = 200;
/// How many places are looked at to say which system they can be in.
const LOOKED_AT: usize = 2_000;
/// The columns that hold the shape; they stand before those of the file, whose own are not taken instead.
const PLACE: [&str; 3] = ["经度", "纬度", "图斑边界"];

/// What a file says about its coordinate system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declared {
    Nothing,
    Known(System),
    /// A system that is not converted, by its name.
    Foreign(String),
}

/// One shape with its attributes.
#[derive(Clone, Debug, Default, PartialEq)]
struct Feature {
    /// Its number in the file, from 1.
    number: u32,
    cells: Vec<String>,
    point: Option<(f64, f64)>,
    rings: Vec<Vec<(f64, f64)>>,
}

/// A layer as it lies in its file, the numbers untouched.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// The file's name.
    pub name: String,
    pub declared: Declared,
    headings: Vec<String>,
    features: Vec<Feature>,
}

impl Layer {
    /// Reads a file of shapes; `None` for one that is a spreadsheet by its ending.
    ///
    /// # Errors
    /// Each says in words what is wrong with the file and how to mend that.
    pub fn read(path: &Path) -> Result<Option<Self>, ExchangeFault> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let layer = match ending.as_str() {
            "geojson" | "json" => geojson::read(&name, &bytes(path, &name)?)?,
            "shp" => shape::beside(path, &name)?,
            "zip" => shape::zipped(&name, bytes(path, &name)?)?,
            "dbf" | "shx" | "prj" | "cpg" => return Err(ExchangeFault::part_of_shapefile(&name)),
            _ => return Ok(None),
        };
        if layer.features.is_empty() {
            return Err(ExchangeFault::no_shapes(&name));
        }
        Ok(Some(layer))
    }

    /// How many shapes there are.
    pub fn len(&self) -> usize {
        self.features.len()
    }

    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// Which system its numbers can be in: what the file declares, otherwise what the numbers say, which may have to be
    /// asked.
    ///
    /// # Errors
    /// The file declares a system that is not converted.
    pub fn reading(&self) -> Result<Reading, ExchangeFault> {
        match &self.declared {
            Declared::Known(system) => Ok(Reading::Certain { system: *system, swapped: false }),
            Declared::Foreign(system) => Err(ExchangeFault::foreign_system(&self.name, system)),
            Declared::Nothing => {
                let places =
                    self.features.iter().flat_map(|feature| feature.point.iter().chain(feature.rings.iter().flatten()));
                Ok(guess(&places.take(LOOKED_AT).copied().collect::<Vec<_>>()))
            }
        }
    }

    /// The layer as a spreadsheet, its places in CGCS2000 degrees. Without a system the places are left out.
    pub fn book(&self, system: Option<System>, swapped: bool) -> Book {
        let converter = system.map(Converter::of);
        let mut rows = vec![SheetRow {
            number: 0,
            cells: PLACE.iter().map(|title| (*title).to_owned()).chain(self.headings.iter().cloned()).collect(),
            banner: false,
        }];
        rows.extend(self.features.iter().map(|feature| {
            let place = converter.as_ref().map_or_else(Default::default, |converter| feature.place(converter, swapped));
            SheetRow {
                number: feature.number,
                cells: place.into_iter().chain(feature.cells.iter().cloned()).collect(),
                banner: false,
            }
        }));
        Book { name: self.name.clone(), sheets: vec![Sheet { name: String::new(), rows }] }
    }
}

impl Feature {
    /// The cells of [`PLACE`]. What cannot be converted stands as words that no reader takes for a place.
    fn place(&self, converter: &Converter, swapped: bool) -> [String; 3] {
        const LOST: &str = "不能换算";
        let degrees = |(x, y): (f64, f64)| {
            let (x, y) = if swapped { (y, x) } else { (x, y) };
            converter.point(x, y).map(|point| point.degrees())
        };
        let (lon, lat) = match self.point.map(degrees) {
            None => (String::new(), String::new()),
            Some(Some((lon, lat))) => (format!("{lon:.7}"), format!("{lat:.7}")),
            Some(None) => (LOST.to_owned(), LOST.to_owned()),
        };
        let rings: Option<Vec<Vec<_>>> =
            self.rings.iter().map(|ring| ring.iter().copied().map(degrees).collect()).collect();
        let outline = rings.and_then(|rings| Outline::of_degrees(rings.iter().map(Vec::as_slice)));
        [lon, lat, outline.map_or_else(|| LOST.to_owned(), |outline| outline.text())]
    }
}

fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, ExchangeFault> {
    let facts = fs::metadata(path).map_err(|fault| ExchangeFault::unreadable(path, &fault))?;
    if facts.is_dir() {
        return Err(ExchangeFault::folder(path));
    }
    let megabytes = facts.len().div_ceil(1 << 20);
    if megabytes > SIZE_MAX {
        return Err(ExchangeFault::too_large(name, megabytes, SIZE_MAX));
    }
    let bytes = fs::read(path).map_err(|fault| ExchangeFault::unreadable(path, &fault))?;
    if bytes.is_empty() { Err(ExchangeFault::empty(name)) } else { Ok(bytes) }
}

impl ExchangeFault {
    fn no_shapes(name: &str) -> Self {
        Self::new(format!("「{name}」里没有图斑"), "请核对选择的文件；图层里要有面或点，并带属性表。")
    }

    fn part_of_shapefile(name: &str) -> Self {
        Self::new(
            format!("「{name}」只是 shapefile 的一部分"),
            "请选择同名的 .shp 文件（.dbf、.shx、.prj 放在同一个文件夹），或把它们压缩成一个 .zip 再选择。",
        )
    }

    fn foreign_system(name: &str, system: &str) -> Self {
        Self::new(
            format!("「{name}」的坐标系是“{system}”，程序不能换算"),
            "请用 GIS 软件转换为 CGCS2000（经纬度或 3 度带第 36、37 带）后再导入；只导入属性时可先导出为 Excel。",
        )
    }

    fn broken_layer(name: &str, what: &str, next: &str, detail: impl ToString) -> Self {
        Self { detail: detail.to_string(), ..Self::new(format!("「{name}」{what}"), next) }
    }
}
