/** Who does it, as a sentence names them. */
export type Actor = "APPLICANT" | "AGENCY" | "COUNCIL"

const NAMED: readonly [Actor, RegExp][] = [
  [
    "COUNCIL",
    /thành viên|ủy viên|uỷ viên|hội đồng|thư ký|đại biểu|chủ tịch|tổ trưởng|tổ thẩm định|ban giám khảo|người chứng kiến|đại diện (?:cơ quan|các cơ quan|sở|ủy ban|chính quyền|ubnd|lãnh đạo|phòng)/gu,
  ],
  [
    "AGENCY",
    /cơ quan|ủy ban nhân dân|uỷ ban nhân dân|ubnd|(?<!cơ |trụ |chủ )(?<!\p{L})sở |phòng |chi cục|công chức|viên chức|cán bộ|công an|đoàn (?:kiểm tra|đánh giá|thẩm định)|văn phòng đăng ký|bộ phận|trung tâm|lãnh đạo|thủ trưởng|chuyên viên|kiểm lâm|hải quan/gu,
  ],
  [
    "APPLICANT",
    /người (?!có thẩm quyền|đứng đầu|giải quyết|tiếp nhận|thực hiện chứng thực|làm chứng)|công dân|cá nhân|(?:các|hai|mỗi|một) bên|bên (?:nam|nữ|mua|bán|nhận|giao)|doanh nghiệp|thương nhân|chủ (?:xe|hàng|phương tiện|tàu|đầu tư|dự án|cơ sở|sở hữu|hộ|gỗ|rừng)|thí sinh|cha|mẹ|vợ|chồng|hộ gia đình|tổ chức(?! (?:họp|thẩm|kiểm|đánh|đoàn|thi|xác|khảo|lấy|thực|niêm|sát|phỏng|nghiệm))|cơ sở (?:sản xuất|kinh doanh|đề nghị)/gu,
  ],
]

/** Whoever is named last before the words; null where nobody is. */
export const actorIn = (before: string): Actor | null => {
  let found: { actor: Actor; at: number } | null = null
  for (const [actor, names] of NAMED)
    for (const match of before.matchAll(names))
      if (!found || match.index > found.at) found = { actor, at: match.index }
  return found?.actor ?? null
}
