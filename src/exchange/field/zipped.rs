//! KMZ and zipped tracks: the first KML, GPX or GeoJSON inside, read in memory within bounds. Nothing is unpacked to disk,
//! so that names inside cannot point anywhere.

use std::{fs::File, io::BufReader, io::Read, path::Path};

use zip::{ZipArchive, result::ZipError};

use super::{FieldFile, TEXT_MAX, TEXT_MAX_MB, damaged, written};
use crate::exchange::ExchangeFault;

/// The most files that an archive may list.
const ENTRIES_MAX: usize = 5_000;

pub(super) fn read(path: &Path, name: &str) -> Result<FieldFile, ExchangeFault> {
    let file = File::open(path).map_err(|fault| ExchangeFault::unreadable(path, &fault))?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|fault| damaged(name, fault))?;
    if archive.len() > ENTRIES_MAX {
        let count = archive.len();
        return Err(ExchangeFault::new(
            format!("压缩包「{name}」里有 {count} 个文件，最多 {ENTRIES_MAX} 个"),
            "请解压后只选择需要的文件。",
        ));
    }
    // A name that cannot be read belongs to no file that is looked for.
    let names: Vec<String> =
        archive.file_names().map(|inside| inside.map(|inside| inside.to_lowercase()).unwrap_or_default()).collect();
    if names.iter().any(|inside| inside == "[content_types].xml" || inside == "mimetype") {
        return Err(ExchangeFault::new(
            format!("「{name}」是表格或文档"),
            "巡查记录的表格请在「数据交换」中导入，种类选「巡查」；列的含义可以保存为来源，下次不用再对应。",
        ));
    }
    let ends = |inside: &str, endings: &[&str]| endings.iter().any(|ending| inside.ends_with(ending));
    let wanted = names.iter().position(|inside| ends(inside, &[".kml", ".gpx", ".geojson"]));
    let photos = names.iter().filter(|inside| ends(inside, &[".jpg", ".jpeg", ".png", ".heic"])).count();
    let Some(place) = wanted else {
        let next = if photos > 0 {
            "压缩包里是照片，请先解压，再选择照片所在的文件夹。"
        } else {
            "请解压后选择需要的文件。"
        };
        return Err(ExchangeFault::new(format!("压缩包「{name}」里没有轨迹文件（KML、GPX、GeoJSON）"), next));
    };
    let bytes = unpacked(&mut archive, place, name)?;
    let mut file = written(name, &bytes)?;
    let others = names.iter().filter(|inside| ends(inside, &[".kml", ".gpx", ".geojson"])).count() - 1;
    if others > 0 {
        file.notes.push(format!("压缩包里还有 {others} 个轨迹文件没有读取，请解压后再选择"));
    }
    if photos > 0 {
        file.notes.push(format!("压缩包里有 {photos} 张照片没有读取，请解压后再选择"));
    }
    Ok(file)
}

/// The content of one file, never more than the bound, whatever the archive says about its size.
fn unpacked(archive: &mut ZipArchive<BufReader<File>>, place: usize, name: &str) -> Result<Vec<u8>, ExchangeFault> {
    let inside = archive.by_index(place).map_err(|fault| match fault {
        ZipError::UnsupportedArchive(_) => {
            ExchangeFault::new(format!("压缩包「{name}」设有密码或压缩方式读不了"), "请解压后选择里面的文件。")
        }
        other => damaged(name, other),
    })?;
    let mut bytes = Vec::new();
    inside.take(TEXT_MAX + 1).read_to_end(&mut bytes).map_err(|fault| damaged(name, fault))?;
    if bytes.len() as u64 > TEXT_MAX {
        return Err(ExchangeFault::new(
            format!("压缩包「{name}」解开后超过 {TEXT_MAX_MB} MB，没有读取"),
            "请核对文件来源；确需导入的，请在原软件中分段导出。",
        ));
    }
    Ok(bytes)
}
