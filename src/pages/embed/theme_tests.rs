use super::*;

fn theme(accent: &str, radius: &str, scheme: &str) -> Theme {
    Theme::from_parameters(|name| {
        let value = match name {
            "accent" => accent,
            "radius" => radius,
            _ => scheme,
        };
        Some(value.to_owned())
    })
}

#[test]
fn colours_are_read_with_and_without_their_sign() {
    for text in ["#1f6f5c", "1f6f5c", "1F6F5C"] {
        assert_eq!(Colour::parse(text), Some(Colour(0x1f, 0x6f, 0x5c)));
    }
    assert_eq!(Colour::parse("#1a5"), Some(Colour(0x11, 0xaa, 0x55)));
}

#[test]
fn what_is_no_theme_changes_nothing() {
    for (accent, radius, scheme) in
        [("red", "-1", "sepia"), ("#12345", "25", ""), ("url(x)", "1px", "LIGHT"), ("", "", "")]
    {
        assert_eq!(theme(accent, radius, scheme), Theme::default());
    }
    assert!(Theme::default().properties().is_empty());
}

#[test]
fn the_accent_is_the_button_and_its_text_is_chosen() {
    let properties = theme("#ffd400", "12", "dark").properties();
    assert!(properties.contains(&("--fill", "#ffd400".to_owned())));
    assert!(properties.contains(&("--on-fill", "#000000".to_owned())));
    assert!(properties.contains(&("--radius", "12px".to_owned())));
}

#[test]
fn text_in_any_accent_can_be_read_on_light_and_on_dark() {
    let steps = [0_u8, 0x33, 0x66, 0x99, 0xcc, 0xff];
    for (r, g, b) in steps.into_iter().flat_map(|r| steps.map(|g| steps.map(|b| (r, g, b)))).flatten() {
        let accent = Colour(r, g, b);
        for surface in [LIGHT, DARK] {
            assert!(accent.readable_on(surface).contrast(surface) >= READABLE, "{accent:?} on {surface:?}");
        }
        assert!(accent.text_on_it().contrast(accent) >= READABLE, "text on {accent:?}");
    }
}

#[test]
fn contrast_is_that_of_the_guidelines() {
    assert!((WHITE.contrast(BLACK) - 21.0).abs() < 0.1);
    // #767676 is the lightest grey that can be read on white.
    assert!(Colour(0x76, 0x76, 0x76).contrast(WHITE) >= READABLE);
    assert!(Colour(0x78, 0x78, 0x78).contrast(WHITE) < READABLE);
}
