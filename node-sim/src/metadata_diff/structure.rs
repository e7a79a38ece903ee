//! Whether two types of two registries have the same structure.
//!
//! Structure is what a client needs to decode a value: the kind of type, and
//! field and variant names, indices and lengths, all the way down. Paths,
//! parameters and documentation are no part of it.

use scale_info::{form::PortableForm, Field, PortableRegistry, Type, TypeDef, Variant};
use std::collections::HashSet;

/// Enums that list the runtime's pallets. Their variants are compared pallet by
/// pallet, so wherever a type contains one, the name alone counts; walking into
/// them would compare the whole chain with the whole chain.
const OUTER_ENUMS: &[&str] = &[
    "OriginCaller",
    "RuntimeCall",
    "RuntimeError",
    "RuntimeEvent",
    "RuntimeFreezeReason",
    "RuntimeHoldReason",
    "RuntimeLockId",
    "RuntimeOrigin",
    "RuntimeSlashReason",
    "RuntimeTask",
    "RuntimeViewFunction",
];

/// Wrappers that only bound how long a collection gets. They encode as what
/// they wrap, and clients decode them as that.
const BOUNDED: &[&str] = &[
    "BoundedBTreeMap",
    "BoundedBTreeSet",
    "BoundedVec",
    "WeakBoundedVec",
];

/// The first place at which two types part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// The way to the place, such as `.info[0].fields`; empty for the types
    /// themselves.
    pub at: String,
    /// What is there in ours.
    pub ours: String,
    /// What is there in the reference.
    pub theirs: String,
}

impl Mismatch {
    fn under(mut self, step: &str) -> Self {
        self.at.insert_str(0, step);
        self
    }
}

/// Compares types of two registries and remembers which are the same.
pub(super) struct Structures<'a> {
    ours: &'a PortableRegistry,
    theirs: &'a PortableRegistry,
    /// Pairs known to be the same.
    proven: HashSet<(u32, u32)>,
}

impl<'a> Structures<'a> {
    pub(super) fn new(ours: &'a PortableRegistry, theirs: &'a PortableRegistry) -> Self {
        Self {
            ours,
            theirs,
            proven: HashSet::new(),
        }
    }

    /// Compares type `ours` of our registry with type `theirs` of the other.
    pub(super) fn same(&mut self, ours: u32, theirs: u32) -> Result<(), Mismatch> {
        // Types may contain themselves, so a pair under comparison is taken to
        // be the same until something else says no. Only when nothing did are
        // those assumptions facts.
        let mut assumed = HashSet::new();
        self.walk(ours, theirs, &mut assumed)?;
        self.proven.extend(assumed);
        Ok(())
    }

    fn walk(
        &self,
        ours: u32,
        theirs: u32,
        assumed: &mut HashSet<(u32, u32)>,
    ) -> Result<(), Mismatch> {
        let pair = (ours, theirs);
        if self.proven.contains(&pair) || !assumed.insert(pair) {
            return Ok(());
        }
        let different = || {
            Err(Mismatch {
                at: String::new(),
                ours: describe(self.ours, ours),
                theirs: describe(self.theirs, theirs),
            })
        };
        let (Some(our_type), Some(their_type)) =
            (self.ours.resolve(ours), self.theirs.resolve(theirs))
        else {
            return different();
        };
        if let Some(inner) = bounded_inner(our_type) {
            return self.walk(inner, theirs, assumed);
        }
        if let Some(inner) = bounded_inner(their_type) {
            return self.walk(ours, inner, assumed);
        }
        match (outer_enum(our_type), outer_enum(their_type)) {
            (None, None) => {}
            (our_name, their_name) if our_name == their_name => return Ok(()),
            _ => return different(),
        }

        match (&our_type.type_def, &their_type.type_def) {
            (TypeDef::Composite(a), TypeDef::Composite(b)) => {
                if names(&a.fields) != names(&b.fields) {
                    return different();
                }
                self.walk_fields(&a.fields, &b.fields, assumed)
            }
            (TypeDef::Variant(a), TypeDef::Variant(b)) => {
                // The order they are listed in says nothing: the index is what
                // is encoded.
                let by_index = |variants: &[Variant<PortableForm>]| {
                    let mut sorted = variants.to_vec();
                    sorted.sort_by_key(|variant| variant.index);
                    sorted
                };
                let (a, b) = (by_index(&a.variants), by_index(&b.variants));
                let heads = |variants: &[Variant<PortableForm>]| -> Vec<(u8, String)> {
                    variants.iter().map(|v| (v.index, v.name.clone())).collect()
                };
                let (our_heads, their_heads) = (heads(&a), heads(&b));
                if our_heads != their_heads {
                    // An enum can be long, so only what the other lacks is told.
                    let lacking = |these: &[(u8, String)], others: &[(u8, String)]| {
                        let lacking: Vec<_> = these
                            .iter()
                            .filter(|head| !others.contains(head))
                            .map(|(index, name)| format!("{index} {name}"))
                            .collect();
                        format!(
                            "{} of {} variants with <{}>",
                            last_segment(our_type).unwrap_or_default(),
                            these.len(),
                            lacking.join(", ")
                        )
                    };
                    return Err(Mismatch {
                        at: String::new(),
                        ours: lacking(&our_heads, &their_heads),
                        theirs: lacking(&their_heads, &our_heads),
                    });
                }
                for (a, b) in a.iter().zip(&b) {
                    let step = format!("::{}", a.name);
                    if names(&a.fields) != names(&b.fields) {
                        return Err(Mismatch {
                            at: step,
                            ours: names(&a.fields).join(", "),
                            theirs: names(&b.fields).join(", "),
                        });
                    }
                    self.walk_fields(&a.fields, &b.fields, assumed)
                        .map_err(|mismatch| mismatch.under(&step))?;
                }
                Ok(())
            }
            (TypeDef::Sequence(a), TypeDef::Sequence(b)) => self
                .walk(a.type_param.id, b.type_param.id, assumed)
                .map_err(|mismatch| mismatch.under("[]")),
            (TypeDef::Array(a), TypeDef::Array(b)) if a.len == b.len => self
                .walk(a.type_param.id, b.type_param.id, assumed)
                .map_err(|mismatch| mismatch.under("[]")),
            (TypeDef::Tuple(a), TypeDef::Tuple(b)) if a.fields.len() == b.fields.len() => {
                for (position, (a, b)) in a.fields.iter().zip(&b.fields).enumerate() {
                    self.walk(a.id, b.id, assumed)
                        .map_err(|mismatch| mismatch.under(&format!(".{position}")))?;
                }
                Ok(())
            }
            (TypeDef::Primitive(a), TypeDef::Primitive(b)) if a == b => Ok(()),
            (TypeDef::Compact(a), TypeDef::Compact(b)) => self
                .walk(a.type_param.id, b.type_param.id, assumed)
                .map_err(|mismatch| mismatch.under(".compact")),
            (TypeDef::BitSequence(a), TypeDef::BitSequence(b)) => {
                self.walk(a.bit_store_type.id, b.bit_store_type.id, assumed)
                    .map_err(|mismatch| mismatch.under(".store"))?;
                // Orders are empty structs that only their path tells apart.
                let order = |types: &PortableRegistry, id| types.resolve(id).and_then(last_segment);
                if order(self.ours, a.bit_order_type.id) != order(self.theirs, b.bit_order_type.id)
                {
                    return different();
                }
                Ok(())
            }
            _ => different(),
        }
    }

    fn walk_fields(
        &self,
        ours: &[Field<PortableForm>],
        theirs: &[Field<PortableForm>],
        assumed: &mut HashSet<(u32, u32)>,
    ) -> Result<(), Mismatch> {
        for ((a, b), name) in ours.iter().zip(theirs).zip(names(ours)) {
            self.walk(a.ty.id, b.ty.id, assumed)
                .map_err(|mismatch| mismatch.under(&format!(".{name}")))?;
        }
        Ok(())
    }
}

/// The fields' names in order; a field without one goes by its position.
pub(super) fn names(fields: &[Field<PortableForm>]) -> Vec<String> {
    fields
        .iter()
        .enumerate()
        .map(|(position, field)| match &field.name {
            Some(name) => name.clone(),
            None => position.to_string(),
        })
        .collect()
}

fn last_segment(ty: &Type<PortableForm>) -> Option<String> {
    ty.path.segments.last().cloned()
}

fn outer_enum(ty: &Type<PortableForm>) -> Option<String> {
    last_segment(ty).filter(|name| OUTER_ENUMS.contains(&name.as_str()))
}

fn bounded_inner(ty: &Type<PortableForm>) -> Option<u32> {
    let TypeDef::Composite(composite) = &ty.type_def else {
        return None;
    };
    let [field] = composite.fields.as_slice() else {
        return None;
    };
    last_segment(ty)
        .is_some_and(|name| BOUNDED.contains(&name.as_str()))
        .then_some(field.ty.id)
}

/// A type in a few words, for messages: a named type by its name and its first
/// level, others in full.
pub(super) fn describe(types: &PortableRegistry, id: u32) -> String {
    const LEVELS: u8 = 3;

    describe_levels(types, id, LEVELS)
}

fn describe_levels(types: &PortableRegistry, id: u32, levels: u8) -> String {
    let Some(ty) = types.resolve(id) else {
        return format!("(type {id}, which the registry lacks)");
    };
    let name = last_segment(ty).unwrap_or_default();
    let inner = |id: u32| match levels.checked_sub(1) {
        Some(levels) => describe_levels(types, id, levels),
        None => "…".to_owned(),
    };
    if let Some(bounded) = bounded_inner(ty) {
        return inner(bounded);
    }
    match &ty.type_def {
        TypeDef::Composite(_) | TypeDef::Variant(_) if levels == 0 || outer_enum(ty).is_some() => {
            name
        }
        TypeDef::Composite(composite) => {
            let fields: Vec<_> = names(&composite.fields)
                .iter()
                .zip(&composite.fields)
                .map(|(name, field)| format!("{name}: {}", inner(field.ty.id)))
                .collect();
            format!("{name} {{{}}}", fields.join(", "))
        }
        TypeDef::Variant(variant) => {
            let variants: Vec<_> = variant
                .variants
                .iter()
                .map(|variant| format!("{} {}", variant.index, variant.name))
                .collect();
            format!("{name} <{}>", variants.join(", "))
        }
        TypeDef::Sequence(sequence) => format!("Vec<{}>", inner(sequence.type_param.id)),
        TypeDef::Array(array) => format!("[{}; {}]", inner(array.type_param.id), array.len),
        TypeDef::Tuple(tuple) => {
            let fields: Vec<_> = tuple.fields.iter().map(|field| inner(field.id)).collect();
            format!("({})", fields.join(", "))
        }
        TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
        TypeDef::Compact(compact) => format!("Compact<{}>", inner(compact.type_param.id)),
        TypeDef::BitSequence(bits) => format!(
            "BitVec<{}, {}>",
            inner(bits.bit_store_type.id),
            inner(bits.bit_order_type.id)
        ),
    }
}
