//! Icons: drawn from `static/icon.svg`, kept as files, and where browsers look for them.

use axum::http::StatusCode;
use career_paths::web::assets::ICON_SVG;
use career_paths::web::pictures::raster::png;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::Options;
use serde_json::Value;

use crate::support::project;
use crate::support::site::Site;

/// The icon within its square.
fn plain(size: u32) -> Vec<u8> {
    png(str::from_utf8(ICON_SVG.bytes).unwrap(), &Options::default(), (size, size)).unwrap()
}

/// The icon with room around its stations and no transparent corner, for whoever cuts it into a form of
/// his own. What matters lies in a circle of four fifths of the width.
fn padded(size: u32) -> Vec<u8> {
    let icon = str::from_utf8(ICON_SVG.bytes).unwrap();
    let (opening, ground) = icon.split_once("rx=\"7\"").expect("a ground with round corners");
    let (ground, lines) = ground.split_once("/>").unwrap();
    let (lines, _) = lines.rsplit_once("</svg>").unwrap();
    let wide = format!("{opening}{ground}/><g transform=\"translate(3.2 3.2) scale(.8)\">{lines}</g></svg>");
    png(&wide, &Options::default(), (size, size)).unwrap()
}

/// A file of type ICO that holds one PNG of 32 by 32 pixels.
fn ico(png: &[u8]) -> Vec<u8> {
    // Reserved, type 1, one image; its width, height, no palette, reserved, planes, bits, length, offset.
    let mut file = vec![0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0];
    file.extend(u32::try_from(png.len()).unwrap().to_le_bytes());
    file.extend(22_u32.to_le_bytes());
    file.extend(png);
    file
}

fn drawn() -> [(&'static str, Vec<u8>); 5] {
    [
        ("favicon.ico", ico(&plain(32))),
        ("icon-192.png", plain(192)),
        ("icon-512.png", plain(512)),
        ("icon-maskable.png", padded(512)),
        ("apple-touch-icon.png", padded(180)),
    ]
}

/// Pixels of a PNG.
fn pixels(png: &[u8]) -> Pixmap {
    Pixmap::decode_png(png).unwrap()
}

#[test]
fn the_files_show_the_icon_as_it_is() {
    let write = std::env::var_os("CAREER_PATHS_WRITE_ICONS").is_some();
    for (name, bytes) in drawn() {
        let file = project("static").join(name);
        if write {
            std::fs::write(&file, &bytes).unwrap();
        }
        assert!(
            std::fs::read(&file).unwrap() == bytes,
            "static/{name} is not drawn from static/icon.svg; CAREER_PATHS_WRITE_ICONS=1 cargo test icons writes it"
        );
        assert!(bytes.len() < 16 * 1024, "{name} has {} bytes", bytes.len());
    }
}

#[test]
fn who_cuts_the_icon_finds_no_corner_missing_and_both_stations_whole() {
    for (png, round) in [(plain(192), true), (padded(180), false), (padded(512), false)] {
        let icon = pixels(&png);
        let size = icon.width();
        for (x, y) in [(0, 0), (size - 1, 0), (0, size - 1), (size - 1, size - 1)] {
            assert_eq!(icon.pixel(x, y).unwrap().alpha(), if round { 0 } else { 255 }, "{size}");
        }
        // Above and below the line nothing lies outside of the safe circle.
        let ground = icon.pixel(size / 2, size - 1).unwrap();
        let middle = f64::from(size) / 2.0;
        for (x, y) in (0..size).flat_map(|y| (0..size).map(move |x| (x, y))) {
            let (across, down) = (f64::from(x) - middle, f64::from(y) - middle);
            let marked = icon.pixel(x, y) != Some(ground) && down.abs() > middle * 0.45;
            assert!(round || !marked || across.hypot(down) <= middle * 0.8, "{size}: {x}, {y}");
        }
    }
}

#[tokio::test]
async fn an_icon_is_there_for_who_has_read_no_page() {
    let site = Site::small().await;
    let answer = site.get("/favicon.ico").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "image/vnd.microsoft.icon");
    assert!(answer.header("cache-control").starts_with("public"));
    let icon = pixels(&answer.bytes[22..]);
    assert_eq!((icon.width(), icon.height()), (32, 32));
    assert_eq!(u32::from(answer.bytes[6]), icon.width());
    assert_eq!(answer.bytes[14..18], u32::try_from(answer.bytes.len() - 22).unwrap().to_le_bytes());
}

#[tokio::test]
async fn the_manifest_tells_true_sizes() {
    let site = Site::small().await;
    let answer = site.get("/site.webmanifest").await;
    assert_eq!(answer.header("content-type"), "application/manifest+json");
    let manifest: Value = serde_json::from_slice(&answer.bytes).unwrap();
    for name in ["id", "name", "short_name", "description", "start_url", "display"] {
        assert!(manifest[name].as_str().is_some_and(|text| !text.is_empty()), "{name}");
    }
    assert!(manifest["short_name"].as_str().unwrap().len() <= 12, "a home screen shows no more");
    assert_eq!(site.get(manifest["start_url"].as_str().unwrap()).await.status, StatusCode::OK);
    let mut purposes = Vec::new();
    for icon in manifest["icons"].as_array().unwrap() {
        let answer = site.get(icon["src"].as_str().unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{icon}");
        assert_eq!(answer.header("content-type"), icon["type"].as_str().unwrap());
        if icon["type"] == "image/png" {
            let shown = pixels(&answer.bytes);
            assert_eq!(format!("{}x{}", shown.width(), shown.height()), icon["sizes"].as_str().unwrap());
            purposes.push(format!("{} {}", icon["purpose"].as_str().unwrap(), shown.width()));
        }
    }
    assert_eq!(purposes, ["any 192", "any 512", "maskable 512"]);
}
