//! What only shows once all blocks are there.
//!
//! Comes in: blocks with the numbers they were gathered under. Goes out: blocks that refer to each other by index, with
//! source lines and captions given to their tables, and lists of links told from lists of statements.

use super::{Draft, bullets, furniture, shape};
use crate::document::{Block, Prose, Role};

/// Finishes the blocks of a document.
pub fn finish(drafts: Vec<Draft>) -> Vec<Block> {
    let drafts = bullets::split(drafts);
    let numbers: Vec<usize> = drafts.iter().map(|(number, _)| *number).collect();
    let mut blocks: Vec<Block> = drafts.into_iter().map(|(_, block)| block).collect();
    resolve(&numbers, &mut blocks);
    name_captions(&mut blocks);
    mark_repeated_captions(&mut blocks);
    furniture::mark(&mut blocks);
    give_source_lines(&mut blocks);
    give_captions(&mut blocks);
    blocks
}

/// Turns numbers into indexes. What refers to a block that went into a table cell, or was moved below, refers to nothing.
fn resolve(numbers: &[usize], blocks: &mut [Block]) {
    let size = numbers.iter().max().map_or(0, |largest| largest + 1);
    let mut indexes = vec![None; size];
    for (index, number) in numbers.iter().enumerate() {
        indexes[*number] = Some(index);
    }
    for (at, block) in blocks.iter_mut().enumerate() {
        let introduction = match block {
            Block::Prose(prose) => &mut prose.introduction,
            Block::Table(table) => &mut table.introduction,
        };
        *introduction = introduction.and_then(|number| indexes.get(number).copied().flatten()).filter(|above| *above < at);
    }
}

fn prose(block: &Block) -> Option<&Prose> {
    match block {
        Block::Prose(prose) => Some(prose),
        Block::Table(_) => None,
    }
}

/// Gives paragraphs that read as captions or source lines their role.
fn name_captions(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Prose(prose) = block {
            let words = prose.text.as_str();
            match prose.role {
                Role::Paragraph | Role::Caption if shape::is_source_line(words) => prose.role = Role::SourceLine,
                Role::Paragraph if shape::is_numbered_caption(words) => prose.role = Role::Caption,
                _ => {}
            }
        }
    }
}

/// Makes furniture of a caption that the line beside it repeats, as a picture's alternative text often does. It stays in
/// its place, since others refer to blocks by index.
fn mark_repeated_captions(blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let (before, after) = blocks.split_at_mut(at);
        let (Some(Block::Prose(one)), Block::Prose(other)) = (before.last_mut(), &mut after[0]) else { continue };
        let is_line = |role| matches!(role, Role::Caption | Role::Paragraph | Role::ListItem);
        let captions = [one.role, other.role].contains(&Role::Caption) && is_line(one.role) && is_line(other.role);
        if captions && one.text.as_str().eq_ignore_ascii_case(other.text.as_str()) {
            (one.role, other.role) = (Role::Furniture, Role::Caption);
        }
    }
}

/// Gives each table the line right below it that names its source.
fn give_source_lines(blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let (before, after) = blocks.split_at_mut(at);
        let Some(line) = after.iter().take(2).filter_map(prose).find(|prose| prose.role == Role::SourceLine) else { continue };
        let between = after
            .first()
            .and_then(prose)
            .is_some_and(|prose| matches!(prose.role, Role::SourceLine | Role::Caption | Role::Footnote));
        if let Some(Block::Table(table)) = before.last_mut().filter(|_| between) {
            table.source_line = Some(line.text.clone());
        }
    }
}

/// Gives a table without caption the caption that introduces it or stands right below it.
fn give_captions(blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        let Block::Table(table) = &blocks[at] else { continue };
        if table.caption.is_some() {
            continue;
        }
        let caption = |index: usize| blocks.get(index).and_then(prose).filter(|prose| prose.role == Role::Caption);
        let numbered_below = caption(at + 1).filter(|prose| shape::is_numbered_caption(prose.text.as_str()));
        let found = table.introduction.and_then(caption).or(numbered_below).map(|prose| prose.text.clone());
        if let Block::Table(table) = &mut blocks[at] {
            table.caption = found;
        }
    }
}
