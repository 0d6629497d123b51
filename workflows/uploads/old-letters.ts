/**
 * Letters of Vietnamese fonts from before Unicode, where they stand as other characters: VNI writes a mark as a letter of its
 * own after the vowel (`Ñaêng kyù`), TCVN3 gives each letter a code that Latin-1 knows as a sign (`§¨ng ký`). Both tables are
 * those of the standards (VNI-Windows; TCVN 5712:1993, VN3).
 */

export type OldLetters = "VNI" | "TCVN3"
export const OLD_LETTERS_NAMES: Record<OldLetters, string> = { VNI: "VNI", TCVN3: "TCVN3 (ABC)" }

const TONES: Record<string, string> = { ù: "\u0301", ø: "\u0300", û: "\u0309", õ: "\u0303", ï: "\u0323" }
const HATS: Record<string, string> = {
  â: "\u0302",
  á: "\u0302\u0301",
  à: "\u0302\u0300",
  å: "\u0302\u0309",
  ã: "\u0302\u0303",
  ä: "\u0302\u0323",
}
const BREVES: Record<string, string> = {
  ê: "\u0306",
  é: "\u0306\u0301",
  è: "\u0306\u0300",
  ú: "\u0306\u0309",
  ü: "\u0306\u0303",
  ë: "\u0306\u0323",
}
/** Letters that are one character in VNI as well. */
const VNI_ALONE: Record<string, string> = {
  ñ: "đ",
  ö: "ư",
  ô: "ơ",
  æ: "ỉ",
  ó: "ĩ",
  ò: "ị",
  î: "ỵ",
  Ñ: "Đ",
  Ö: "Ư",
  Ô: "Ơ",
  Æ: "Ỉ",
  Ó: "Ĩ",
  Ò: "Ị",
  Î: "Ỵ",
}
const VNI = /([aeouyöô])([ùøûõïâáàåãäêéèúüë])|[ñöôæóòî]/giu

const fromVni = (text: string): string =>
  text
    .replace(VNI, (whole, vowel: string | undefined, mark: string | undefined) => {
      if (vowel === undefined || mark === undefined) return VNI_ALONE[whole] ?? whole
      const letter = VNI_ALONE[vowel] ?? vowel
      const low = mark.toLowerCase()
      const marks =
        TONES[low] ??
        (/[aeo]/iu.test(vowel) ? HATS[low] : undefined) ??
        (/a/iu.test(vowel) ? BREVES[low] : undefined)
      return marks === undefined ? (VNI_ALONE[vowel] ?? vowel) + (VNI_ALONE[mark] ?? mark) : letter + marks
    })
    .normalize("NFC")

const TCVN3: Record<string, string> = Object.fromEntries(
  (
    "¸á µà ¶ả ·ã ¹ạ ¨ă ¾ắ »ằ ¼ẳ ½ẵ Æặ ©â Êấ Çầ Èẩ Éẫ Ëậ ®đ Ðé Ìè Îẻ Ïẽ Ñẹ ªê Õế Òề Óể Ôễ Öệ Ýí ×ì Øỉ Üĩ Þị ãó ßò áỏ âõ äọ «ô èố " +
    "åồ æổ çỗ éộ ¬ơ íớ êờ ëở ìỡ îợ óú ïù ñủ òũ ôụ \u00adư øứ õừ öử ÷ữ ùự ýý úỳ ûỷ üỹ þỵ ¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư"
  )
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)

const fromTcvn3 = (text: string): string =>
  text.replace(/[\u00a1-\u00fe]/gu, (letter) => TCVN3[letter] ?? letter)

export const fromOldLetters = (text: string, letters: OldLetters): string =>
  letters === "VNI" ? fromVni(text) : fromTcvn3(text)

/** Marks of VNI after a vowel that no Vietnamese word has there (a and e are followed by no accent), and its đ before a vowel. */
const SHOWS_VNI = /a[ùøûõïâáàåãäêéèúüë]|e[ùøûõïâáàåãä]|o[âåä]|[ouyöô][ùøûõï]|[aeouyöô][åäë]|ñ[aeiouyöôæóòî]/iu
/** Signs of Latin-1 inside a word. */
const SHOWS_TCVN3 = /\p{L}[¡-©«-±´-¹»-¾×÷]|[¡-©«-±´-¹»-¾×÷]\p{L}|\p{L}ª|ª\p{L}/u

/** Which old font a text was written in, null for Unicode. Names of other languages (Müller, España) do not look like one. */
const oldLettersIn = (text: string): OldLetters | null => {
  const words = text.split(/\s+/u)
  for (const [letters, shows] of [
    ["TCVN3", SHOWS_TCVN3],
    ["VNI", SHOWS_VNI],
  ] as const) {
    const showing = words.filter((word) => shows.test(word))
    if (showing.length > 0 && showing.every((word) => looksVietnamese(fromOldLetters(word, letters))))
      return letters
  }
  return null
}

/** What is known of the letters of a column: its old font, and whether nothing in it is surely Unicode. */
export type ColumnLetters = { letters: OldLetters; isAll: boolean }

/** Cells that tell enough of a column. */
const TELLING = 500

/** The old font of each column of a table: its own, or else that of the table; null where no cell shows one. */
export const columnLetters = (
  rows: readonly (readonly string[])[],
): ((columnAt: number) => ColumnLetters | null) => {
  const known = new Map<number, { shown: OldLetters | null; isUnicode: boolean }>()
  let ofTable: OldLetters | null = null
  for (const row of rows.slice(0, TELLING))
    for (const [at, cell] of row.entries()) {
      const own = known.get(at) ?? { shown: null, isUnicode: false }
      const shown = own.shown ?? oldLettersIn(cell)
      known.set(at, { shown, isUnicode: own.isUnicode || isSurelyUnicode(cell) })
      ofTable ??= shown
    }
  return (at) => {
    const { shown, isUnicode } = known.get(at) ?? { shown: null, isUnicode: false }
    const letters = shown ?? ofTable
    return letters && { letters, isAll: shown !== null && !isUnicode }
  }
}

/** The old font of a cell by itself, or by its column: `Hé tÞch` shows nothing alone, `Bé` might be a word. */
export const oldLettersOf = (cell: string, column: ColumnLetters | null): OldLetters | null => {
  const own = oldLettersIn(cell)
  if (own || !column || !LATIN_1.test(cell) || isSurelyUnicode(cell)) return own
  const isBetter = fitsInto(cell, column.letters) && looksVietnamese(fromOldLetters(cell, column.letters))
  return isBetter && (column.isAll || !looksVietnamese(cell)) ? column.letters : null
}

/** TCVN3 has no `à`: a cell with one is not of it. */
const fitsInto = (cell: string, letters: OldLetters): boolean =>
  letters === "VNI" || [...cell].every((letter) => !LATIN_1.test(letter) || Object.hasOwn(TCVN3, letter))
const LATIN_1 = /[\u00a1-\u00ff]/u
/** Letters of Vietnamese that no old font could hold at such a place. */
const isSurelyUnicode = (cell: string): boolean => /[\u0102-\u01b0\u1ea0-\u1ef9]|\p{M}/u.test(cell)

const SYLLABLE =
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?$/u
const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/gu

const withoutTones = (word: string): string => word.normalize("NFD").replace(TONE_MARKS, "").normalize("NFC")

/** Whether every run of letters of a text can be a Vietnamese syllable. */
const looksVietnamese = (text: string): boolean =>
  (text.toLocaleLowerCase("vi").match(/\p{L}+/gu) ?? []).every((word) => SYLLABLE.test(withoutTones(word)))

/** Share of the accented words of a text that can be Vietnamese syllables; 0 where none has an accent. */
export const vietnameseShare = (text: string): number => {
  const words = (
    text
      .normalize("NFC")
      .toLocaleLowerCase("vi")
      .match(/[\p{L}\p{M}¡-¿×÷]+/gu) ?? []
  ).filter((word) => /[^ -~]/u.test(word))
  if (words.length === 0) return 0
  return words.filter((word) => SYLLABLE.test(withoutTones(word))).length / words.length
}
