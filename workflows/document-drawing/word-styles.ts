import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions } from "docx"
import type { LayoutProfileData } from "#workflows/document-text/layout-profiles/layout-profile-data.ts"

type Drawn = LayoutProfileData["drawn"]
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)
/** Half points. */
const half = (points: number): number => points * 2

type Look = { size: number; bold?: true; italics?: true; centred?: true; before?: number; indent?: true }

/** One style per part of a document, named as officials name the parts (NĐ 30/2020 Phụ lục I); points. */
const looksOf = ({ sizes, paragraphGap }: Drawn): Record<string, [name: string, look: Look]> => ({
  QuocHieu: ["Quốc hiệu", { size: sizes.nation, bold: true, centred: true }],
  TieuNgu: ["Tiêu ngữ", { size: sizes.motto, bold: true, centred: true }],
  CoQuanChuQuan: ["Cơ quan chủ quản", { size: sizes.agency, centred: true }],
  CoQuan: ["Cơ quan ban hành", { size: sizes.agency, bold: true, centred: true }],
  SoKyHieu: ["Số, ký hiệu", { size: sizes.number, centred: true, before: 8 }],
  NgayThang: ["Địa danh, ngày tháng", { size: sizes.date, italics: true, centred: true, before: 8 }],
  TenLoai: ["Tên loại văn bản", { size: sizes.title, bold: true, centred: true, before: 14 }],
  TrichYeu: ["Trích yếu", { size: sizes.title, bold: true, centred: true }],
  TrichYeuCongVan: ["Trích yếu công văn", { size: sizes.letterAbstract, centred: true, before: 6 }],
  ThamQuyen: ["Thẩm quyền ban hành", { size: sizes.body, bold: true, centred: true, before: 12 }],
  KinhGui: ["Kính gửi", { size: sizes.body, centred: true, before: 12 }],
  CanCu: ["Căn cứ", { size: sizes.body, italics: true, before: paragraphGap, indent: true }],
  DeMuc: ["Đề mục", { size: sizes.body, bold: true, before: paragraphGap, indent: true }],
  NoiDung: ["Nội dung", { size: sizes.body, before: paragraphGap, indent: true }],
  NoiNhan: ["Nơi nhận", { size: sizes.recipientsHeading, bold: true, italics: true }],
  NoiNhanDong: ["Nơi nhận, từng dòng", { size: sizes.recipients }],
  QuyenHan: ["Quyền hạn, chức vụ", { size: sizes.body, bold: true, centred: true }],
  HoTen: ["Họ và tên", { size: sizes.body, bold: true, centred: true }],
  TenPhuLuc: ["Phụ lục", { size: sizes.annexHeading, bold: true, centred: true }],
  TieuDePhuLuc: ["Tiêu đề phụ lục", { size: sizes.annexHeading, bold: true, centred: true }],
  ThongTinPhuLuc: ["Thông tin phụ lục", { size: sizes.annexInfo, italics: true, centred: true }],
  OTieuDe: ["Tiêu đề cột", { size: sizes.tableCell, bold: true, centred: true }],
  OGop: ["Dòng nhóm, dòng tổng", { size: sizes.tableCell, bold: true }],
  OGiua: ["Ô giữa", { size: sizes.tableCell, centred: true }],
  O: ["Ô", { size: sizes.tableCell }],
})

const styleOf = (
  [id, [name, look]]: [string, [string, Look]],
  { firstLineIndent }: Drawn,
): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: "Normal",
  quickFormat: true,
  run: {
    size: half(look.size),
    ...(look.bold ? { bold: true } : {}),
    ...(look.italics ? { italics: true } : {}),
  },
  paragraph: {
    alignment: look.centred ? AlignmentType.CENTER : look.indent ? AlignmentType.BOTH : AlignmentType.LEFT,
    ...(look.before ? { spacing: { before: look.before * 20 } } : {}),
    ...(look.indent ? { indent: { firstLine: twips(firstLineIndent) } } : {}),
  },
})

/** The styles of a document laid out by a profile. */
export const wordStyles = (drawn: Drawn): IStylesOptions => ({
  default: {
    document: {
      run: { font: "Times New Roman", size: half(drawn.sizes.body), language: { value: "vi-VN" } },
    },
  },
  paragraphStyles: [
    ...Object.entries(looksOf(drawn)).map((look) => styleOf(look, drawn)),
    {
      id: "DuongKe",
      name: "Đường kẻ",
      basedOn: "Normal",
      run: { size: half(2) },
      paragraph: { spacing: { before: 0, after: 0 } },
    },
    {
      id: "ChoKy",
      name: "Chỗ ký",
      basedOn: "Normal",
      paragraph: { spacing: { before: twips(drawn.signatureHeight) } },
    },
  ],
})
