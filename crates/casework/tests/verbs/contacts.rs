//! Whose key is whose: cards as pictures, fingerprints read out.

use crate::common::{LANG, Place, refused};
use sandyq_casework::ErrorCode;

/// A QR code of ours as a photograph would have it: grey, larger, with a margin.
fn photographed(svg: &str) -> Vec<u8> {
    let side: u32 = svg
        .split("viewBox=\"0 0 ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .unwrap()
        .parse()
        .unwrap();
    let scale = 5;
    let mut picture = image::GrayImage::from_pixel(side * scale + 60, side * scale + 60, image::Luma([235]));
    for module in svg.split('M').skip(1) {
        let mut at = module.split(['h', ' ']);
        let (x, y): (u32, u32) = (at.next().unwrap().parse().unwrap(), at.next().unwrap().parse().unwrap());
        for dx in 0..scale {
            for dy in 0..scale {
                picture.put_pixel(x * scale + dx + 30, y * scale + dy + 30, image::Luma([40]));
            }
        }
    }
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageLuma8(picture)
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    png.into_inner()
}

#[test]
fn a_card_is_read_from_a_picture_of_its_code_and_another_picture_is_no_card() {
    let (monitor, mut lawyer) = (Place::new("Монитор"), Place::new("Адвокат"));
    let card = monitor.session.own_card(LANG).unwrap();
    let added = lawyer
        .session
        .add_contact(&photographed(&card.qr), "", None, LANG)
        .unwrap();
    assert_eq!((added.recipient, added.digits), (card.recipient, card.digits));
    let mut blank = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(64, 64)
        .write_to(&mut blank, image::ImageFormat::Png)
        .unwrap();
    assert_eq!(
        refused(lawyer.session.add_contact(&blank.into_inner(), "", None, LANG)),
        ErrorCode::BadCard
    );
}

#[test]
fn a_fingerprint_is_compared_by_words_of_any_language_or_digits_and_another_is_an_alarm() {
    let (mut monitor, mut lawyer) = (Place::new("Монитор"), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    for lang in sandyq_domain::Lang::ALL {
        let words = monitor.session.own_card(lang).unwrap().words.join(", ");
        lawyer
            .session
            .compare_contact("Монитор", &words, "by phone", LANG)
            .unwrap();
    }
    let digits = monitor.session.own_card(LANG).unwrap().digits.join(" ");
    lawyer
        .session
        .compare_contact("Монитор", &digits, "by phone", LANG)
        .unwrap();
    let own = lawyer.session.own_card(LANG).unwrap();
    for wrong in [
        own.digits.join(" "),
        own.words.join(" "),
        String::new(),
        digits[..35].to_owned(),
        "слова".to_owned(),
    ] {
        let compared = lawyer.session.compare_contact("Монитор", &wrong, "by phone", LANG);
        assert_eq!(refused(compared), ErrorCode::FingerprintDiffers, "{wrong}");
    }
    let mut third = Place::new("Третий");
    monitor.meets(&mut third, "Третий", "Монитор");
    assert_eq!(
        refused(third.session.set_own_contact("Монитор", true, LANG)),
        ErrorCode::NotCompared
    );
}
