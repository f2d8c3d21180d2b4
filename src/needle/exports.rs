//! What a browser calls. A name that is exported is `unsafe` to give, since another of that name could be linked in its
//! place: nothing else is linked into this module.
#![allow(unsafe_code)]

use super::{CAPACITY, NUMBERS, shown};
use core::sync::atomic::Ordering::Relaxed;
use core::sync::atomic::{AtomicI32, AtomicU8};

/// Written by the page, where the rules know of no change: atomic, which costs nothing where there is one thread.
static INPUT: [AtomicU8; CAPACITY] = [const { AtomicU8::new(0) }; CAPACITY];
static OUTPUT: [AtomicI32; NUMBERS] = [const { AtomicI32::new(0) }; NUMBERS];

/// Where the bytes go.
#[unsafe(no_mangle)]
pub extern "C" fn input() -> *const AtomicU8 {
    INPUT.as_ptr()
}

/// Where the numbers come out.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const AtomicI32 {
    OUTPUT.as_ptr()
}

/// Reads so many bytes and writes the numbers.
#[unsafe(no_mangle)]
pub extern "C" fn turn(length: usize) {
    let bytes = INPUT.each_ref().map(|byte| byte.load(Relaxed));
    let numbers = shown(bytes.get(..length).unwrap_or_default());
    for (cell, number) in OUTPUT.iter().zip(numbers) {
        cell.store(number, Relaxed);
    }
}
