//! Structs, and what stands in their place.

use super::{Hcl, Lower, MAX_INSTANCES, Shape, tuple_of};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{ConfigStruct, Field, Role};
use crate::read::rust::attributes::{self, Body, Container, Shape as Style};
use crate::read::rust::cfg::Truth;
use crate::read::rust::items::{Item, ItemId, Kind};
use crate::read::rust::text::slashes;
use crate::read::rust::ty::{Context, Ty};
use hcldec::Type;
use std::rc::Rc;

impl Lower {
    /// What serde reads in a struct or enum; none where it is wrong, which was reported.
    pub(super) fn container(&mut self, item: &Rc<Item>) -> Option<Rc<Container>> {
        if let Some(known) = self.containers.get(&(item.id, self.output)) {
            return known.clone();
        }
        let Kind::Data(data) = &item.kind else {
            return None;
        };
        let (container, wrong) = attributes::read(item, data, self.output);
        self.crates.diagnostics.extend(wrong);
        let container = container.map(Rc::new);
        self.containers
            .insert((item.id, self.output), container.clone());
        container
    }

    /// The form of a struct or enum of the source.
    pub(super) fn data(&mut self, id: ItemId, ty: &Ty, place: &Place) -> Hcl {
        if !self.under_way.is_empty()
            && !self
                .under_way
                .iter()
                .any(|outer| matches!(outer, Ty::Data(o, _) if *o == id))
        {
            self.parts.insert(id);
        }
        if let Some(known) = self.known.get(ty) {
            return known.clone();
        }
        let item = self.crates.item(id);
        let path = self.crates.path_of(&item);
        if let Some(given) = self.given(&path) {
            return Hcl::value(given);
        }
        let name = self.crates.name_of(ty);
        if !self.under_way.insert(ty.clone()) {
            // A body can be named before it is complete, all else cannot.
            return if self.bodies.contains_key(&name) {
                Hcl::new(Shape::Body(name))
            } else {
                Hcl::any(format!("`{name}` contains itself"))
            };
        }
        let instances = self.instances.entry(id).or_default();
        *instances += 1;
        let hcl = if *instances > MAX_INSTANCES {
            Hcl::any(format!("`{path}` contains ever larger instances of itself"))
        } else {
            let hcl = self.new_data(&item, ty, &name, place);
            with_format(hcl, &item.name)
        };
        self.under_way.remove(ty);
        self.known.insert(ty.clone(), hcl.clone());
        hcl
    }

    fn new_data(&mut self, item: &Rc<Item>, ty: &Ty, path: &str, place: &Place) -> Hcl {
        let Ty::Data(id, args) = ty else {
            return Hcl::any("it is no struct");
        };
        self.report_platform(item);
        if let Some(hcl) = self.without_derive(item) {
            return hcl;
        }
        let Some(container) = self.container(item) else {
            return Hcl::any("serde's attributes on it are wrong");
        };
        let context = self.crates.inside(*id, args);
        if let Some(from) = &container.stand_in {
            let from = self.crates.ty(&context, from);
            let hcl = self.hcl(&from, place);
            return self.in_its_own_name(item, path, &context, &container, hcl);
        }
        match &container.body {
            Body::Struct(..) if container.transparent => self.transparent(&context, &container),
            Body::Struct(Style::Unit, _) => Hcl::new(Shape::Unit),
            Body::Struct(Style::Newtype, fields) => match fields.as_slice() {
                [field] if !field.skip => Hcl {
                    optional: false,
                    ..self.field_hcl(&context, field).0
                },
                _ => Hcl::new(Shape::Unit),
            },
            Body::Struct(Style::Tuple, fields) => self.tuple(&context, fields),
            Body::Struct(Style::Named, fields) => {
                self.body(item, path, |lower| {
                    lower.fields(&context, path, &container.default, fields, Some(item.id))
                });
                self.deny(path, container.deny_unknown);
                Hcl::new(Shape::Body(path.to_owned()))
            }
            Body::Enum(tag, variants) => {
                self.enumeration(item, &context, path, &container, tag, variants)
            }
        }
    }

    /// The body of a type that is decoded from another: its own name and docs, and those of
    /// its fields where the other has none.
    fn in_its_own_name(
        &mut self,
        item: &Rc<Item>,
        path: &str,
        context: &Context,
        container: &Container,
        hcl: Hcl,
    ) -> Hcl {
        let Shape::Body(other) = &hcl.shape else {
            return hcl;
        };
        let Some(Some(body)) = self.bodies.get(other) else {
            return hcl;
        };
        let (mut fields, rest, deny) = (body.fields.clone(), body.rest.clone(), body.deny_unknown);
        if let Body::Struct(_, own) = &container.body {
            for field in fields.iter_mut().filter(|field| field.doc.is_empty()) {
                if let Some(own) = own.iter().find(|own| own.rust_name == field.source_name) {
                    field.doc = self.crates.docs(&own.syntax.attrs, &context.parsed).text;
                }
            }
        }
        self.body(item, path, |_| (fields, rest));
        self.deny(path, deny);
        Hcl {
            shape: Shape::Body(path.to_owned()),
            ..hcl
        }
    }

    /// Says what of a struct or enum is otherwise on other platforms.
    fn report_platform(&mut self, item: &Item) {
        let whole = matches!(item.truth, Truth::OnSome { .. }).then_some(item.span);
        for span in whole.into_iter().chain(item.differs.iter().copied()) {
            let place = item.parsed.place(span);
            let text = item.parsed.file.text();
            let name = place
                .range()
                .and_then(|range| text.get(range))
                .unwrap_or_default();
            let message =
                format!("`{name}` is not the same on every platform; read for this machine");
            let note = Diagnostic::note("platform", message).at(place);
            self.crates.report_platform(note);
        }
    }

    pub(super) fn deny(&mut self, path: &str, deny: bool) {
        if let Some(Some(body)) = self.bodies.get_mut(path) {
            body.deny_unknown = deny;
        }
    }

    fn transparent(&mut self, context: &Context, container: &Container) -> Hcl {
        let Body::Struct(_, fields) = &container.body else {
            return Hcl::any("only structs are transparent");
        };
        match fields.iter().find(|field| field.transparent) {
            Some(field) => {
                let (hcl, _) = self.field_hcl(context, field);
                Hcl {
                    optional: hcl.optional && field.with.is_none(),
                    ..hcl
                }
            }
            None => Hcl::new(Shape::Unit),
        }
    }

    /// The fields of a tuple struct or variant.
    pub(super) fn tuple(&mut self, context: &Context, fields: &[attributes::Field]) -> Hcl {
        let mut types = Vec::new();
        for field in fields.iter().filter(|field| !field.skip) {
            let (hcl, _) = self.field_hcl(context, field);
            types.push(self.value_type(&hcl.shape));
        }
        tuple_of(types)
    }

    /// Makes a body under a path; it can be referred to while its fields are read.
    pub(super) fn body(
        &mut self,
        item: &Rc<Item>,
        path: &str,
        fields: impl FnOnce(&mut Self) -> (Vec<Field>, Option<Type>),
    ) {
        if self.bodies.contains_key(path) {
            return;
        }
        self.bodies.insert(path.to_owned(), None);
        let (fields, rest) = fields(self);
        let attrs = match &item.kind {
            Kind::Data(data) => data.attrs.as_slice(),
            _ => &[],
        };
        let docs = self.crates.docs(attrs, &item.parsed);
        let local = self.crates.krate(item.module).local;
        let file = &item.parsed.path;
        let file = match file.strip_prefix(&self.root) {
            Ok(inside) if local => slashes(inside),
            _ => item.parsed.file.name().to_owned(),
        };
        let module = self.crates.path_in(item.module, "");
        let name = path.strip_prefix(&module).unwrap_or(path);
        let plain = path == self.crates.path_of(item);
        let body = ConfigStruct {
            path: path.to_owned(),
            name: name.trim_start_matches("::").to_owned(),
            root: false,
            local,
            file_module: self.crates.file_module(item),
            visible_in: plain.then(|| self.crates.visible_in(item)),
            role: Role::Config,
            file,
            place: item.parsed.place(item.span),
            doc: docs.text,
            deprecated: docs.deprecated,
            fields,
            rest,
            deny_unknown: false,
        };
        self.bodies.insert(path.to_owned(), Some(body));
    }
}

/// A type that is decoded from a string says by its name what the string holds.
fn with_format(mut hcl: Hcl, name: &str) -> Hcl {
    let is_string = matches!(hcl.shape, Shape::Value(Type::String)) && hcl.values.is_empty();
    if is_string && hcl.format.is_none() && name.ends_with("Duration") {
        hcl.format = Some("duration");
    }
    hcl
}
