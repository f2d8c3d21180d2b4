//! Plain words: how long the sentences are, and how hard, in every French text that a visitor may read.

#![allow(clippy::cast_precision_loss)] // Small counts.

use boussole_authoring::{load, translation};

/// Words, sentences and syllables of many texts.
#[derive(Default)]
struct Measure {
    words: usize,
    sentences: usize,
    syllables: usize,
    longest: (usize, String),
}

/// A sentence ends at a full stop, a question, an exclamation, a colon or a semicolon: what stands between is read at
/// one breath.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '?', '!', ':', ';', '…', '\n']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split(|letter: char| letter.is_whitespace() || letter == '\'' || letter == '’')
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Groups of vowels, a silent ending left out: near enough for a mean.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let vowel = |letter: char| "aeiouyàâäéèêëîïôöùûüœæ".contains(letter);
    let mut count = 0;
    let mut before = false;
    for letter in word.chars() {
        count += usize::from(vowel(letter) && !before);
        before = vowel(letter);
    }
    let silent = ["e", "es", "ent"].iter().any(|end| word.ends_with(end));
    (count - usize::from(silent && count > 1)).max(1)
}

fn measure<'a>(texts: impl Iterator<Item = &'a str>) -> Measure {
    let mut all = Measure::default();
    for sentence in texts.flat_map(sentences) {
        let count = words(sentence).count();
        if count == 0 {
            continue;
        }
        all.words += count;
        all.sentences += 1;
        all.syllables += words(sentence).map(syllables).sum::<usize>();
        if count > all.longest.0 {
            all.longest = (count, sentence.to_owned());
        }
    }
    all
}

impl Measure {
    fn mean(&self) -> f64 {
        self.words as f64 / self.sentences as f64
    }

    /// Flesch for French (Kandel and Moles, 1958): 100 is very easy, 50 is a newspaper, 30 is hard.
    fn ease(&self) -> f64 {
        207.0 - 1.015 * self.mean() - 73.6 * self.syllables as f64 / self.words as f64
    }

    /// How the most that one may be is told.
    fn within(&self, what: &str, longest: usize, mean: f64, ease: f64) {
        println!(
            "{what}: {} sentences of {:.1} words, the longest of {}, ease {:.0}",
            self.sentences,
            self.mean(),
            self.longest.0,
            self.ease()
        );
        assert!(self.longest.0 <= longest, "{what}: {} words: {}", self.longest.0, self.longest.1);
        assert!(self.mean() <= mean, "{what}: {:.1} words a sentence", self.mean());
        assert!(self.ease() >= ease, "{what}: ease {:.0}", self.ease());
    }
}

#[test]
fn every_french_text_is_within_its_measure() {
    let content = load::load(&super::root().join("www")).unwrap();
    let language = |code: &str| content.languages.iter().find(|language| language.code == code).unwrap();
    let of = |texts: &serde_json::Map<String, serde_json::Value>| -> Vec<String> {
        texts.values().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    };
    let messages = of(&language("fr").messages);
    measure(messages.iter().map(String::as_str)).within("messages", 18, 5.0, 90.0);
    let summaries: Vec<&str> = content.resources.iter().map(|resource| resource.summary.fr.as_str()).collect();
    let all = translation::collect_texts(&content);
    let portraits = content.portraits.iter().chain(&content.contributions).chain(&content.workshop);
    let portraits = portraits.map(|sentence| &sentence.text.fr);
    let sentences: Vec<&String> = portraits.chain(content.gestures.iter().map(|gesture| &gesture.text.fr)).collect();
    let others = all.iter().filter(|text| !sentences.contains(text)).map(String::as_str);
    let others = others.filter(|text| !summaries.contains(text));
    measure(others).within("terms and instruments", 24, 6.0, 75.0);
    measure(summaries.iter().copied()).within("summaries of resources", 22, 13.1, 75.0);
    measure(sentences.iter().map(|text| text.as_str())).within("sentences", 20, 12.5, 80.0);
    let easy = language("fr-x-falc");
    let easy_sentences = sentences.iter().map(|text| easy.texts.get(text.as_str()).and_then(|text| text.as_str()));
    let easy_sentences: Option<Vec<&str>> = easy_sentences.collect();
    measure(easy_sentences.expect("each has easy words").into_iter()).within("easy sentences", 12, 6.0, 95.0);
    let easy_summaries = summaries.iter().map(|text| easy.texts.get(*text).and_then(|text| text.as_str()));
    let easy_summaries: Option<Vec<&str>> = easy_summaries.collect();
    let easy_summaries = easy_summaries.expect("each has easy words");
    measure(easy_summaries.into_iter()).within("easy summaries of resources", 12, 7.0, 95.0);
    let has_own_measure = |text: &String| sentences.contains(&text) || summaries.contains(&text.as_str());
    let texts = easy.texts.iter().filter(|(french, _)| !has_own_measure(french)).filter_map(|(_, text)| text.as_str());
    let easy: Vec<String> = of(&easy.messages).into_iter().chain(texts.map(str::to_owned)).collect();
    measure(easy.iter().map(String::as_str)).within("easy to read", 12, 5.0, 95.0);
}

#[test]
fn what_is_measured_is_what_is_meant() {
    let measured = measure(["Un, deux. L'eau : la mer ?"].into_iter());
    assert_eq!((measured.words, measured.sentences, measured.longest.0), (6, 3, 2));
    let check = |word, expected| assert_eq!(syllables(word), expected, "{word}");
    check("boussole", 2);
    check("territoire", 3);
    check("agissent", 2);
    check("le", 1);
}
