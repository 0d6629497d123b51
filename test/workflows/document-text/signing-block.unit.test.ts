import { expect, test } from "vitest"
import { issuerOn } from "#seeds/reference/issuer.ts"
import { authorityLine, capacityLines } from "#workflows/document-text/signing-block.ts"

const signer = (capacity: Parameters<typeof capacityLines>[0]["capacity"], position: string) => ({
  capacity,
  position,
  fullName: "Phan Trọng Khải",
})

test("the authority line is the head's title or the committee's name", () => {
  const issuer = issuerOn("2023-05-08")
  expect(authorityLine(issuer)).toBe("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG")
  expect(authorityLine({ ...issuer, issuingAuthority: "COMMITTEE" })).toBe("ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG")
})

test.each([
  ["CHAIRMAN", signer("HEAD", "CHỦ TỊCH"), ["CHỦ TỊCH"]],
  ["CHAIRMAN", signer("KT", "PHÓ CHỦ TỊCH"), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]],
  ["CHAIRMAN", signer("Q", "CHỦ TỊCH"), ["Q. CHỦ TỊCH"]],
  ["CHAIRMAN", signer("TL", "CHÁNH VĂN PHÒNG"), ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]],
  ["CHAIRMAN", signer("TUQ", "GIÁM ĐỐC SỞ TƯ PHÁP"), ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ TƯ PHÁP"]],
  ["COMMITTEE", signer("TM", "CHỦ TỊCH"), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]],
  ["COMMITTEE", signer("TM_KT", "PHÓ CHỦ TỊCH"), ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]],
  ["COMMITTEE", signer("HEAD", "CHỦ TỊCH"), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]],
  ["COMMITTEE", signer("Q", "CHỦ TỊCH"), ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]],
  ["COMMITTEE", signer("KT", "PHÓ CHỦ TỊCH"), ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]],
  ["HEAD_OF_OFFICE", signer("HEAD", "CHÁNH VĂN PHÒNG"), ["CHÁNH VĂN PHÒNG"]],
  ["HEAD_OF_OFFICE", signer("KT", "PHÓ CHÁNH VĂN PHÒNG"), ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]],
] as const)("under %s, %o signs as %j", (authority, who, lines) => {
  expect(capacityLines(who, authority)).toEqual(lines)
})

test("nobody signs on behalf of the committee under the chairman's own authority, nor by order or mandate for the committee", () => {
  expect(() => capacityLines(signer("TM", "CHỦ TỊCH"), "CHAIRMAN")).toThrow(/Quyền hạn ký «TM»/u)
  for (const one of [
    signer("TL", "CHÁNH VĂN PHÒNG"),
    signer("TUQ", "GIÁM ĐỐC SỞ TƯ PHÁP"),
    signer("HEAD", "CHÁNH VĂN PHÒNG"),
    signer("KT", "PHÓ CHÁNH VĂN PHÒNG"),
  ])
    expect(() => capacityLines(one, "COMMITTEE")).toThrow(/không phù hợp/u)
})
