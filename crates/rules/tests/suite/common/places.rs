//! Every place of a JSON file, for tests that try something at each of them.

use serde_json::Value;

/// One place.
#[derive(Clone, Debug)]
pub struct Place {
    /// As `serde_json` finds it: `/editions/1/terms`.
    pub pointer: String,
    /// As problems name it: `$.editions[1].terms`.
    pub path: String,
    /// Its last name, where it is a field of an object.
    pub field: Option<String>,
}

impl Place {
    /// Whether the file is sound without it.
    pub fn is_optional(&self) -> bool {
        matches!(self.field.as_deref(), Some("$schema" | "hint" | "label" | "bank_transfer"))
    }

    /// The place that holds it.
    pub fn parent(&self) -> &str {
        self.pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
    }
}

/// Every place below the root.
pub fn places(file: &Value) -> Vec<Place> {
    let mut found = Vec::new();
    collect(file, "", "$", &mut found);
    found
}

fn collect(value: &Value, pointer: &str, path: &str, found: &mut Vec<Place>) {
    let children: Vec<(Place, &Value)> = match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, child)| {
                let place = Place {
                    pointer: format!("{pointer}/{name}"),
                    path: format!("{path}.{name}"),
                    field: Some(name.clone()),
                };
                (place, child)
            })
            .collect(),
        Value::Array(entries) => entries
            .iter()
            .enumerate()
            .map(|(index, child)| {
                let place =
                    Place { pointer: format!("{pointer}/{index}"), path: format!("{path}[{index}]"), field: None };
                (place, child)
            })
            .collect(),
        _ => Vec::new(),
    };
    for (place, child) in children {
        collect(child, &place.pointer, &place.path, {
            found.push(place.clone());
            found
        });
    }
}

/// The file with something else at a place.
pub fn replaced(file: &Value, pointer: &str, with: Value) -> Value {
    let mut file = file.clone();
    *file.pointer_mut(pointer).expect("a place") = with;
    file
}

/// The file without a field.
pub fn without(file: &Value, place: &Place) -> Value {
    let mut file = file.clone();
    let name = place.field.as_deref().expect("a field");
    file.pointer_mut(place.parent()).and_then(Value::as_object_mut).expect("an object").remove(name);
    file
}

/// The file with one field more.
pub fn with_field(file: &Value, object: &str, name: &str) -> Value {
    let mut file = file.clone();
    let fields = file.pointer_mut(object).and_then(Value::as_object_mut).expect("an object");
    fields.insert(name.to_owned(), Value::Bool(true));
    file
}
