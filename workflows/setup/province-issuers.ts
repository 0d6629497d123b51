import type { ReferenceTables } from "#models/reference/reference.repository.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { ProvinceRow } from "./nation-tables.ts"
import { namesSince, provinceInWords } from "./province-directory.ts"

/** Named after a person: the full name stands before the date (NĐ 30/2020 Phụ lục I, II.4a). */
const NAMED_IN_FULL: Record<string, string> = { "79": "Thành phố Hồ Chí Minh" }

/**
 * Who issues the catalogue in a province of two levels, by date: the chairman announces procedures (NĐ 63/2010 Điều 13(2));
 * lists of recipients follow published decisions. The symbol of the drafting unit (`KSTT`) and the lists are the office's to
 * correct. Lines carry neither dash nor punctuation.
 */
export const provinceIssuers = (province: ProvinceRow, since: IsoDay): ReferenceTables["issuers"][] =>
  namesSince(province, since, (of) => ({ of })).map(({ of, validFrom, validTo }) => {
    const party = of.kind === "tỉnh" ? "Tỉnh ủy" : "Thành ủy"
    return {
      validFrom,
      validTo,
      issuer: {
        issuingAuthority: "CHAIRMAN",
        documentSymbol: "QĐ-UBND",
        submissionSymbol: "TTr-VPUBND",
        preambleBases: [],
        provinceName: of.name,
        provinceUpper: provinceInWords(of).toLocaleUpperCase("vi"),
        placeName: NAMED_IN_FULL[province.code] ?? of.name,
        orgCode: `000.00.00.${province.orgCode}`,
        recipients: [
          "Như Điều 4",
          "Bộ Tư pháp (Cục Kiểm soát thủ tục hành chính)",
          `Thường trực ${party}`,
          `Thường trực HĐND ${of.kind}`,
          `Chủ tịch, các Phó Chủ tịch UBND ${of.kind}`,
          `Cổng Thông tin điện tử ${of.kind}`,
          "Lưu: VT, KSTT",
        ],
        submissionRecipients: [
          "Như trên",
          `Lãnh đạo Văn phòng UBND ${of.kind}`,
          `Trung tâm Phục vụ hành chính công ${of.kind}`,
          "Lưu: VT, KSTT",
        ],
        implementers: `Chánh Văn phòng Ủy ban nhân dân ${of.kind}; Giám đốc các Sở, Thủ trưởng các ban, ngành thuộc ${of.kind}; Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này`,
        // Provincial portals gave way to the national one (plan 02-KH/BCĐTW, 19/6/2025).
        baseUrl: "https://dichvucong.gov.vn",
      },
    }
  })
