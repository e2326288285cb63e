//! Puts the app in the place of the prerendered page in one step, and keeps what a person did there before it was ready.

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

/// Replaces the prerendered `#app`; what was typed or chosen there, and the focus, move over. From then on the
/// document says `data-app="ready"`.
pub(super) fn replace(document: &Document, fresh: &HtmlElement) {
    let Some(old) = document.get_element_by_id("app") else {
        return;
    };
    let done = touched_inputs(&old);
    let focused =
        document.active_element().filter(|element| old.contains(Some(element))).and_then(|element| selector(&element));
    // It fails only for an element that is not in the document, which this one is.
    let _ = old.replace_with_with_node_1(fresh);
    if let Some(root) = document.document_element() {
        // It fails for names that are no names.
        let _ = root.set_attribute("data-app", "ready");
    }
    // The router listens from the next frame on.
    let place = fresh.clone();
    request_animation_frame(move || done.iter().for_each(|input| repeat(&place, input)));
    let target = focused.and_then(|selector| fresh.query_selector(&selector).ok().flatten());
    if let Some(target) = target.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Focusing fails on no element that is in the document.
        let _ = target.focus();
    }
}

/// Inputs that no longer are as the page was written.
fn touched_inputs(old: &Element) -> Vec<HtmlInputElement> {
    let Ok(inputs) = old.query_selector_all("input[id]") else {
        return Vec::new();
    };
    (0..inputs.length())
        .filter_map(|index| inputs.get(index)?.dyn_into::<HtmlInputElement>().ok())
        .filter(|input| {
            let chosen_anew = input.checked() && !input.default_checked();
            chosen_anew || (!is_choice(input) && input.value() != input.default_value())
        })
        .collect()
}

fn repeat(fresh: &HtmlElement, old: &HtmlInputElement) {
    let Ok(Some(element)) = fresh.query_selector(&format!("#{}", old.id())) else {
        return;
    };
    let Ok(input) = element.dyn_into::<HtmlInputElement>() else {
        return;
    };
    if is_choice(&input) {
        if !input.checked() {
            input.click();
        }
    } else {
        input.set_value(&old.value());
        if let Ok(event) = web_sys::Event::new("change") {
            // Nobody cancels a change.
            let _ = input.dispatch_event(&event);
        }
    }
}

fn is_choice(input: &HtmlInputElement) -> bool {
    matches!(input.type_().as_str(), "radio" | "checkbox")
}

/// How the same element is found in the other page.
fn selector(element: &Element) -> Option<String> {
    if !element.id().is_empty() {
        return Some(format!("#{}", element.id()));
    }
    if let Some(href) = element.get_attribute("href") {
        return Some(format!("a[href=\"{href}\"]"));
    }
    element.get_attribute("popovertarget").map(|target| format!("button[popovertarget=\"{target}\"]"))
}
