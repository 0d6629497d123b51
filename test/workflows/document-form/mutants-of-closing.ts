import { type ComposedMutant, closing, wording } from "./mutations.ts"

/** Decisions composed with one fault in the signing block and the recipients. */
export const CLOSING_MUTANTS: ComposedMutant[] = [
  [
    "a deputy who signs as the head",
    "signing.capacity-form",
    closing(() => ({ capacity: ["PHÓ CHỦ TỊCH"] })),
  ],
  [
    "KT. without the deputy's title",
    "signing.capacity-form",
    closing(() => ({ capacity: ["KT. CHỦ TỊCH"] })),
  ],
  [
    "KT. above the head's own title",
    "signing.capacity-form",
    closing(() => ({ capacity: ["KT. CHỦ TỊCH", "CHỦ TỊCH"] })),
  ],
  [
    "TL. above the head's own title",
    "signing.capacity-form",
    closing(() => ({ capacity: ["TL. CHỦ TỊCH", "CHỦ TỊCH"] })),
  ],
  ["TUQ. without a title", "signing.capacity-form", closing(() => ({ capacity: ["TUQ. CHỦ TỊCH"] }))],
  [
    "TM. above a person",
    "signing.capacity-form",
    closing(() => ({ capacity: ["TM. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] })),
  ],
  [
    "Q. with a second title",
    "signing.capacity-form",
    closing(() => ({ capacity: ["Q. CHỦ TỊCH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] })),
  ],
  [
    "TM. under the chairman's own authority",
    "signing.capacity-authority",
    closing(() => ({ capacity: ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"] })),
  ],
  [
    "a chairman under the committee's authority",
    "signing.capacity-authority",
    wording("CHỦ TỊCH ỦY BAN", "CHỦ TỊCH ", ""),
  ],
  [
    "K/T in place of KT.",
    "signing.capacity-abbreviation",
    closing(() => ({ capacity: ["K/T CHỦ TỊCH", "PHÓ CHỦ TỊCH"] })),
  ],
  [
    "KT without its stop",
    "signing.capacity-abbreviation",
    closing(() => ({ capacity: ["KT CHỦ TỊCH", "PHÓ CHỦ TỊCH"] })),
  ],
  [
    "a capacity in small letters",
    "signing.capacity-capitals",
    closing(() => ({ capacity: ["KT. CHỦ TỊCH", "Phó Chủ tịch"] })),
  ],
  ["no capacity", "signing.capacity-present", closing(() => ({ capacity: [] }))],
  ["no name", "signing.name-present", closing(() => ({ fullName: "" }))],
  [
    "a name in capitals",
    "signing.name-form",
    closing(({ fullName }) => ({ fullName: fullName.toLocaleUpperCase("vi") })),
  ],
  [
    "a name in small letters",
    "signing.name-form",
    closing(({ fullName }) => ({ fullName: fullName.toLocaleLowerCase("vi") })),
  ],
  [
    "a degree before the name",
    "signing.name-plain",
    closing(({ fullName }) => ({ fullName: `TS. ${fullName}` })),
  ],
  [
    "an honorary title before the name",
    "signing.name-plain",
    closing(({ fullName }) => ({ fullName: `Tiến sĩ ${fullName}` })),
  ],
  ["no recipients", "recipients.present", closing(() => ({ recipients: [] }))],
  [
    "recipients that cite another article",
    "recipients.first",
    closing(({ recipients }) => ({ recipients: ["Như Điều 3", ...recipients.slice(1)] })),
  ],
  [
    "recipients without the archive",
    "recipients.archive",
    closing(({ recipients }) => ({ recipients: recipients.slice(0, -1) })),
  ],
  [
    "an archive without its unit",
    "recipients.archive",
    closing(({ recipients }) => ({ recipients: [...recipients.slice(0, -1), "Lưu: VT"] })),
  ],
  [
    "an archive in the middle",
    "recipients.archive-last",
    closing(({ recipients }) => ({
      recipients: [...recipients.slice(0, 2), "Lưu: VT, KSTT", ...recipients.slice(2)],
    })),
  ],
]
