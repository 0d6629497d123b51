/** Kinds of things an office needs before it can issue a decision, in the order they are best done. */
export const MISSING_KINDS = [
  "province",
  "regime",
  "issuer",
  "template",
  "holidays",
  "portal",
  "portalToken",
  "portalTest",
  "signatory",
  "person",
  "ownerless",
  "agency",
  "fieldLead",
  "unitCode",
  "procedures",
  "scope",
  "signing",
  "authority",
  "publicUrl",
] as const
export type MissingKind = (typeof MISSING_KINDS)[number]

export const MISSING_LABELS: Record<MissingKind, string> = {
  province: "Tỉnh, thành phố",
  regime: "Bộ quy định",
  issuer: "Cơ quan ban hành",
  template: "Mẫu văn bản",
  holidays: "Ngày nghỉ",
  portal: "Cổng nhận bản ghi",
  portalToken: "Khóa truy cập cổng",
  portalTest: "Thử kết nối cổng",
  signatory: "Người ký",
  person: "Con người",
  ownerless: "Việc không còn người làm",
  agency: "Cơ quan",
  fieldLead: "Đầu mối lĩnh vực",
  unitCode: "Mã đơn vị",
  procedures: "Thủ tục",
  scope: "Phạm vi",
  signing: "Ký số",
  authority: "Tổ chức chứng thực tin cậy",
  publicUrl: "Địa chỉ công khai",
}

/** Where each is mended: a page, or a setting of the machine. */
export const MENDED_AT: Record<MissingKind, { name: string; path: string | null }> = {
  province: { name: "npm run setup", path: null },
  regime: { name: "Bộ quy định", path: "/bo-quy-dinh" },
  issuer: { name: "Quản trị › Cơ quan ban hành, nơi nhận", path: "/quan-tri/co-quan-ban-hanh" },
  template: { name: "Mẫu văn bản", path: "/mau-van-ban" },
  holidays: { name: "Quản trị › Ngày nghỉ, ngày làm bù", path: "/quan-tri/ngay-nghi" },
  portal: { name: "Quản trị › Cổng nhận bản ghi", path: "/quan-tri/cong" },
  portalToken: { name: "PORTAL_TOKENS", path: null },
  portalTest: { name: "Quản trị › Cổng nhận bản ghi", path: "/quan-tri/cong" },
  signatory: { name: "Quản trị › Thẩm quyền ký", path: "/quan-tri/tham-quyen-ky" },
  person: { name: "Quản trị › Phân công vai trò", path: "/quan-tri/phan-cong" },
  ownerless: { name: "Việc của tôi", path: "/cong-viec" },
  agency: { name: "Quản trị › Cơ quan, đơn vị", path: "/quan-tri/co-quan" },
  fieldLead: { name: "Quản trị › Cơ quan đầu mối theo lĩnh vực", path: "/quan-tri/linh-vuc" },
  unitCode: { name: "Quản trị › Mã cơ quan, đơn vị", path: "/quan-tri/ma-co-quan" },
  procedures: { name: "Nhập dữ liệu", path: "/nhap-du-lieu" },
  scope: { name: "Phạm vi", path: "/pham-vi" },
  signing: { name: "SIGNING_KEYS", path: null },
  authority: { name: "TRUSTED_CERTIFICATES", path: null },
  publicUrl: { name: "PUBLIC_URL", path: null },
}

/** One thing that is missing. `where`: address of the page that mends it, else the setting or command. */
export type Missing = { kind: MissingKind; what: string; where: string }

export const missing = (kind: MissingKind, what: string): Missing => ({
  kind,
  what,
  where: MENDED_AT[kind].path ?? MENDED_AT[kind].name,
})
