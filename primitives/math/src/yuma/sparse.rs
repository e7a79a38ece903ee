//! Sparse rows in contiguous memory.
//!
//! Weights and bonds are n rows of `(uid, u16)` pairs in stored order. All
//! entries lie in one vector and `offsets[i]..offsets[i+1]` are those of row i,
//! so an epoch walks memory from front to back and allocates nothing per row.
//!
//! Source: spec chapter `yuma` §3.

use super::fixed::Bits;
use alloc::vec::Vec;

/// One row, or a whole matrix, of `(uid, proportion)` entries as stored.
pub type Entry = (u16, u16);

/// A borrowed sparse matrix of stored proportions (65535 = 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SparseRows<'a> {
    /// Row i holds the entries `offsets[i]..offsets[i + 1]`. Rows past the end
    /// are empty.
    pub offsets: &'a [u32],
    /// The entries of all rows, one row after the other.
    pub entries: &'a [Entry],
}

impl<'a> SparseRows<'a> {
    /// The rows in order.
    pub fn rows(self) -> impl Iterator<Item = &'a [Entry]> + Clone {
        let entries = self.entries;
        spans(self.offsets).map(move |(from, to)| entries.get(from..to).unwrap_or_default())
    }
}

/// The bounds of each row.
#[inline]
fn spans(offsets: &[u32]) -> impl Iterator<Item = (usize, usize)> + Clone + '_ {
    offsets
        .iter()
        .zip(offsets.iter().skip(1))
        .map(|(&from, &to)| (from as usize, to as usize))
}

/// A sparse matrix of stored proportions that owns its memory and can be filled
/// anew without giving it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SparseMatrix {
    offsets: Vec<u32>,
    entries: Vec<Entry>,
}

impl Default for SparseMatrix {
    fn default() -> Self {
        Self {
            offsets: alloc::vec![0],
            entries: Vec::new(),
        }
    }
}

impl SparseMatrix {
    /// Removes all rows; the memory stays.
    pub fn clear(&mut self) {
        self.offsets.clear();
        self.offsets.push(0);
        self.entries.clear();
    }

    /// Adds one row.
    pub fn push_row(&mut self, row: impl IntoIterator<Item = Entry>) {
        self.entries.extend(row);
        self.offsets.push(self.entries.len() as u32);
    }

    /// Adds one row that is made of several pieces, and returns it.
    #[inline]
    pub(crate) fn append_row<'a>(
        &mut self,
        pieces: impl Iterator<Item = &'a [Entry]>,
    ) -> &mut [Entry] {
        let from = self.entries.len();
        pieces.for_each(|piece| self.entries.extend_from_slice(piece));
        self.offsets.push(self.entries.len() as u32);
        self.entries.get_mut(from..).unwrap_or_default()
    }

    /// The matrix, borrowed.
    pub fn as_rows(&self) -> SparseRows<'_> {
        SparseRows {
            offsets: &self.offsets,
            entries: &self.entries,
        }
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = &[Entry]> + Clone {
        self.as_rows().rows()
    }
}

impl<R: IntoIterator<Item = Entry>> FromIterator<R> for SparseMatrix {
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        let mut matrix = Self::default();
        for row in rows {
            matrix.push_row(row);
        }
        matrix
    }
}

/// A number as a matrix keeps it.
pub(crate) trait Packed: Copy + Default {
    /// From the number.
    fn pack(value: Bits) -> Self;

    /// Back to the number.
    fn unpack(self) -> Bits;
}

/// Any number.
impl Packed for Bits {
    fn pack(value: Bits) -> Self {
        value
    }

    fn unpack(self) -> Bits {
        self
    }
}

/// A number above zero and at most one: less 2⁻³² it fits in 32 bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct UpToOne(u32);

impl Packed for UpToOne {
    #[inline]
    fn pack(value: Bits) -> Self {
        Self(value.wrapping_sub(1) as u32)
    }

    #[inline]
    fn unpack(self) -> Bits {
        Bits::from(self.0).wrapping_add(1)
    }
}

/// A sparse matrix of fixed-point values: columns and values side by side.
#[derive(Clone, Debug)]
pub(crate) struct FixedMatrix<V> {
    offsets: Vec<u32>,
    /// Only what the offsets name is meant; the rest is room, whatever is in it,
    /// so that no epoch has to clear it.
    columns: Vec<u16>,
    values: Vec<V>,
    /// Where the next row begins.
    used: usize,
}

impl<V> Default for FixedMatrix<V> {
    fn default() -> Self {
        Self {
            offsets: alloc::vec![0],
            columns: Vec::new(),
            values: Vec::new(),
            used: 0,
        }
    }
}

impl<V: Packed> FixedMatrix<V> {
    /// Removes all rows; the memory stays.
    pub(crate) fn clear(&mut self) {
        self.offsets.clear();
        self.offsets.push(0);
        self.used = 0;
    }

    /// Adds one row of at most `limit` entries. `fill` gets a [`RowWriter`] for
    /// them.
    #[inline]
    pub(crate) fn push_row(&mut self, limit: usize, fill: impl FnOnce(&mut RowWriter<'_, V>)) {
        // Room is made once per row, so that writing an entry checks nothing
        // but the row's end.
        let room = self.used..self.used.saturating_add(limit);
        if self.columns.len() < room.end {
            self.columns.resize(room.end, 0);
            self.values.resize(room.end, V::default());
        }
        let mut writer = RowWriter {
            columns: self.columns.get_mut(room.clone()).unwrap_or_default(),
            values: self.values.get_mut(room).unwrap_or_default(),
            written: 0,
        };
        fill(&mut writer);
        self.used = self.used.saturating_add(writer.written);
        self.offsets.push(self.used as u32);
    }

    /// Adds a row without entries.
    #[inline]
    pub(crate) fn push_empty_row(&mut self) {
        self.offsets.push(self.used as u32);
    }

    /// The rows in order, each as its columns and its values.
    #[inline]
    pub(crate) fn rows(&self) -> impl Iterator<Item = FixedRow<'_, V>> + Clone {
        spans(&self.offsets).map(|(from, to)| FixedRow {
            columns: self.columns.get(from..to).unwrap_or_default(),
            values: self.values.get(from..to).unwrap_or_default(),
        })
    }
}

/// Where the entries of a new row go.
pub(crate) struct RowWriter<'a, V> {
    columns: &'a mut [u16],
    values: &'a mut [V],
    written: usize,
}

impl<V: Packed> RowWriter<'_, V> {
    /// Appends an entry if it is wanted.
    #[inline]
    pub(crate) fn push_if(&mut self, wanted: bool, column: u16, value: Bits) {
        let cells = (
            self.columns.get_mut(self.written),
            self.values.get_mut(self.written),
        );
        if let (Some(column_cell), Some(value_cell)) = cells {
            // Written in any case: a store costs less than a branch that nobody
            // can predict.
            *column_cell = column;
            *value_cell = V::pack(value);
            self.written = self.written.wrapping_add(usize::from(wanted));
        }
    }
}

/// One row of a [`FixedMatrix`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct FixedRow<'a, V> {
    columns: &'a [u16],
    values: &'a [V],
}

impl<'a, V: Packed> FixedRow<'a, V> {
    /// The entries in stored order.
    #[inline]
    pub(crate) fn iter(self) -> impl Iterator<Item = (u16, Bits)> + Clone + 'a {
        self.columns
            .iter()
            .copied()
            .zip(self.values.iter().map(|value| value.unpack()))
    }
}
