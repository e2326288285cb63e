//! The colours and corners that the embedding page asks for, as parameters of the address; what makes no sense is left out.

use crate::browser::frame;

/// The surfaces that text in the accent colour stands on: where it is light, and where it is dark.
const LIGHT: Colour = Colour(0xf4, 0xf6, 0xf4);
const DARK: Colour = Colour(0x22, 0x26, 0x2b);
const BLACK: Colour = Colour(0, 0, 0);
const WHITE: Colour = Colour(0xff, 0xff, 0xff);

/// What text needs to be read easily (WCAG 2.2, 1.4.3).
const READABLE: f32 = 4.5;

/// Rounder corners no longer look like corners, in pixels.
const ROUNDEST: u8 = 24;

/// How the form looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Theme {
    accent: Option<Colour>,
    radius: Option<u8>,
    scheme: Scheme,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scheme {
    /// As the person has set it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Colour(u8, u8, u8);

impl Theme {
    /// Reads `accent`, `radius` and `scheme`.
    pub(super) fn from_parameters(parameter: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            accent: parameter("accent").and_then(|text| Colour::parse(&text)),
            radius: parameter("radius").and_then(|text| text.parse().ok()).filter(|radius| *radius <= ROUNDEST),
            scheme: match parameter("scheme").as_deref() {
                Some("light") => Scheme::Light,
                Some("dark") => Scheme::Dark,
                _ => Scheme::Auto,
            },
        }
    }

    /// Dresses the document.
    pub(super) fn apply(self) {
        for (name, value) in self.properties() {
            frame::set_property(name, &value);
        }
        match self.scheme {
            Scheme::Auto => {}
            Scheme::Light => frame::set_attribute("data-scheme", "light"),
            Scheme::Dark => frame::set_attribute("data-scheme", "dark"),
        }
    }

    /// The custom properties of `tokens.css` that this changes.
    fn properties(self) -> Vec<(&'static str, String)> {
        let colours = self.accent.into_iter().flat_map(|accent| {
            [
                ("--fill", accent.hex()),
                ("--on-fill", accent.text_on_it().hex()),
                ("--light-accent", accent.readable_on(LIGHT).hex()),
                ("--dark-accent", accent.readable_on(DARK).hex()),
            ]
        });
        let corners = self.radius.into_iter().flat_map(|radius| {
            let length = format!("{radius}px");
            [("--radius", length.clone()), ("--radius-panel", length)]
        });
        colours.chain(corners).collect()
    }
}

impl Colour {
    /// `#1f6f5c`, `1f6f5c` or `#1a5`.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let values: Vec<u8> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
            .collect::<Option<_>>()?;
        match *values {
            [r, g, b] => Some(Self(r * 17, g * 17, b * 17)),
            [r1, r2, g1, g2, b1, b2] => Some(Self(r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2)),
            _ => None,
        }
    }

    fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Black or white, whichever is read more easily on it.
    fn text_on_it(self) -> Self {
        if self.contrast(WHITE) >= self.contrast(BLACK) { WHITE } else { BLACK }
    }

    /// This colour, or one as near to it as can be read on a surface.
    fn readable_on(self, surface: Self) -> Self {
        let away = surface.text_on_it();
        (0..=20_u8)
            .map(|step| self.towards(away, step))
            .find(|colour| colour.contrast(surface) >= READABLE)
            .unwrap_or(away)
    }

    /// A mixture, in twentieths of the other.
    fn towards(self, other: Self, twentieths: u8) -> Self {
        let mix = |from: u8, to: u8| {
            let (from, to, share) = (u16::from(from), u16::from(to), u16::from(twentieths));
            u8::try_from((from * (20 - share) + to * share) / 20).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Relative luminance; the curve of sRGB by a polynomial that is off by less than a thousandth.
    fn luminance(self) -> f32 {
        let linear = |value: u8| {
            let share = f32::from(value) / 255.0;
            share * (share * (share * 0.305_306_01 + 0.682_171_1) + 0.012_522_878)
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

#[cfg(test)]
#[path = "theme_tests.rs"]
mod tests;
