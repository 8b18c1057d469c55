//! A tree as it stands in the document.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::ui::tree::{Element, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// By what the style sheets of a page find an element (`::part`).
const PART: &str = "part";

/// A part of a tree and where it stands in the document.
pub(super) struct Painted {
    spot: web_sys::Node,
    node: Node,
    children: Vec<Painted>,
}

impl Painted {
    /// `None` only where the document does not take such an element.
    fn new(parent: &web_sys::Node, node: &Node) -> Option<Self> {
        let document = parent.owner_document()?;
        let mut painted = Self {
            spot: match node {
                Node::Text(words) => document.create_text_node(words).into(),
                Node::Element(element) => create(&document, element)?.into(),
            },
            node: node.clone(),
            children: Vec::new(),
        };
        if let Node::Element(element) = node {
            painted.children = arrange(&painted.spot, Vec::new(), &element.children);
            enter(&painted.spot, element);
        }
        Some(painted)
    }

    /// Whether it can be made into that one.
    fn is_like(&self, node: &Node) -> bool {
        match (&self.node, node) {
            (Node::Text(_), Node::Text(_)) => true,
            (Node::Element(old), Node::Element(new)) => old.tag == new.tag && old.key == new.key,
            _ => false,
        }
    }

    fn update(&mut self, node: &Node) {
        match (&self.node, node) {
            (Node::Text(old), Node::Text(new)) if old != new => {
                self.spot.set_node_value(Some(new));
            }
            (Node::Element(old), Node::Element(new)) if !Rc::ptr_eq(old, new) => {
                let element = self.spot.unchecked_ref();
                change(element, Some(old), new);
                let children = std::mem::take(&mut self.children);
                self.children = arrange(element, children, &new.children);
                if old.value != new.value {
                    enter(&self.spot, new);
                }
            }
            _ => return,
        }
        self.node = node.clone();
    }

    /// The elements that hold `spot`, the outermost first.
    pub(super) fn holders(&self, spot: &web_sys::Node) -> Vec<&Element> {
        let mut holders = Vec::new();
        let mut next = Some(self);
        while let Some(painted) = next {
            if let Node::Element(element) = &painted.node {
                holders.push(&**element);
            }
            let mut inside = painted.children.iter();
            next = inside.find(|child| child.spot.contains(Some(spot)));
        }
        holders
    }
}

/// Makes what `parent` holds into these children. What stands at either end is
/// kept by its place, what is between by its key.
pub(super) fn arrange(
    parent: &web_sys::Node,
    mut old: Vec<Painted>,
    children: &[Node],
) -> Vec<Painted> {
    let head = alike(&old, children, false);
    let (first, rest) = children.split_at_checked(head).unwrap_or_default();
    let left = old.get(head..).unwrap_or_default();
    let tail = alike(left, rest, true);
    let (fresh, last) = rest.split_at_checked(rest.len() - tail).unwrap_or_default();
    let after = old.split_off(old.len() - tail);
    let between = old.split_off(head);
    let mut new = old;
    update(&mut new, first);
    replace(parent, between, fresh, &mut new);
    let kept = new.len();
    new.extend(after);
    update(new.get_mut(kept..).unwrap_or_default(), last);
    new
}

fn update(old: &mut [Painted], new: &[Node]) {
    old.iter_mut()
        .zip(new)
        .for_each(|(old, new)| old.update(new));
}

/// How many are alike at the beginning, or at the end.
fn alike(old: &[Painted], new: &[Node], at_end: bool) -> usize {
    let place = |count: usize, length: usize| match at_end {
        true => length.checked_sub(count + 1),
        false => Some(count),
    };
    let pair = |count: usize| {
        let old_one = old.get(place(count, old.len())?)?;
        Some((old_one, new.get(place(count, new.len())?)?))
    };
    let mut count = 0;
    while pair(count).is_some_and(|(old, new)| old.is_like(new)) {
        count += 1;
    }
    count
}

/// Puts `fresh` behind what stands in `new`, using what is left of `old`.
fn replace(parent: &web_sys::Node, old: Vec<Painted>, fresh: &[Node], new: &mut Vec<Painted>) {
    let wanted = |old: &Painted| {
        let mut keyed = fresh.iter().filter(|new| new.key().is_some());
        keyed.any(|new| old.is_like(new))
    };
    let (mut kept, dropped): (Vec<_>, Vec<_>) = old.into_iter().partition(wanted);
    for old in dropped {
        let _ = parent.remove_child(&old.spot);
    }
    let mut next = match new.last() {
        Some(before) => before.spot.next_sibling(),
        None => parent.first_child(),
    };
    for node in fresh {
        let place = kept.iter().position(|old| old.is_like(node));
        let painted = match place.map(|place| kept.remove(place)) {
            Some(mut old) => {
                old.update(node);
                Some(old)
            }
            None => Painted::new(parent, node),
        };
        let Some(painted) = painted else {
            continue;
        };
        // What stands where it belongs is not moved: it may hold the keyboard.
        if next.as_ref() == Some(&painted.spot) {
            next = painted.spot.next_sibling();
        } else {
            let _ = parent.insert_before(&painted.spot, next.as_ref());
        }
        new.push(painted);
    }
}

fn create(document: &web_sys::Document, element: &Element) -> Option<web_sys::Element> {
    let created = match element.tag {
        tag @ ("svg" | "path") => document.create_element_ns(Some(SVG), tag),
        tag => document.create_element(tag),
    };
    let created = created.ok()?;
    // A page names what it styles: by tag, or by class where it has one.
    let _ = created.set_attribute(PART, element.tag);
    change(&created, None, element);
    Some(created)
}

/// Gives it the attributes of the new one.
fn change(spot: &web_sys::Element, old: Option<&Element>, new: &Element) {
    for (name, value) in new.attributes() {
        if old.and_then(|old| old.attribute(name)) != Some(value) {
            let _ = spot.set_attribute(name, value);
            if name == "class" {
                let _ = spot.set_attribute(PART, value);
            }
        }
    }
    let Some(old) = old else {
        return;
    };
    for (name, _) in old.attributes() {
        if new.attribute(name).is_none() {
            let _ = spot.remove_attribute(name);
        }
    }
}

/// Fills a field for text; one that holds the text already keeps its cursor.
fn enter(spot: &web_sys::Node, element: &Element) {
    let Some(value) = &element.value else {
        return;
    };
    let field: &Field = spot.unchecked_ref();
    if field.value() != **value {
        field.set_value(value);
    }
}

#[wasm_bindgen]
extern "C" {
    /// Whatever text can be entered in.
    pub(super) type Field;

    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn value(this: &Field) -> String;

    #[wasm_bindgen(method, setter, structural)]
    fn set_value(this: &Field, value: &str);
}
