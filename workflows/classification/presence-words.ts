import { type TellingWords, words } from "./telling-words.ts"

/** The person must come, be examined or be recorded. */
export const PRESENCE: TellingWords[] = [
  {
    id: "presence.required",
    value: "Người thực hiện phải có mặt",
    in: ["STEPS", "METHODS", "REQUIREMENTS"],
    pattern: words([
      "(?:trực tiếp|phải|đích thân|bắt buộc|yêu cầu|cùng|các bên) có mặt",
      "có mặt (?:tại|để|khi|trực tiếp|theo)",
      "phải (?:trực tiếp|đích thân) (?:đến|tới|ký|nhận|thực hiện|lên)",
      "đích thân",
      "(?:ký|điểm chỉ)(?: tên)?(?: vào)? ?trước mặt",
      "trước mặt (?:công chứng viên|người|cán bộ|công chức|viên chức)",
      `(?:ký|điểm chỉ)(?: tên)? vào sổ`,
    ]),
    unless: /không có mặt|vắng mặt|chưa có mặt|hàng hóa có mặt|có mặt trên thị trường|số có mặt/,
  },
  {
    id: "presence.interview",
    value: "Phỏng vấn người thực hiện",
    in: ["STEPS", "REQUIREMENTS"],
    pattern: /phỏng vấn/g,
    unless: /trực tuyến/,
  },
  {
    id: "presence.examination",
    value: "Thi, sát hạch",
    in: ["STEPS"],
    pattern: words([
      "sát hạch",
      "(?:tham dự|tham gia|dự|tổ chức|tham gia dự)(?: kỳ)? (?:thi|kiểm tra sát hạch)(?= |,|$)",
      "(?:bài|kỳ) (?:thi|kiểm tra) (?:lý thuyết|thực hành|sát hạch|đánh giá năng lực)",
      "bốc thăm",
    ]),
    unless: /tổ chức thi (?:hành|công|đấu|đua)|thi hành|thi công/,
  },
  {
    id: "presence.biometrics",
    value: "Lấy dấu vân tay, chụp ảnh",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "vân tay",
      "lăn tay",
      "sinh trắc",
      "mống mắt",
      "chụp ảnh (?:chân dung|khuôn mặt|trực tiếp|tại|thu nhận|người)",
      "thu nhận ảnh",
    ]),
  },
  {
    id: "presence.bring",
    value: "Phải đưa vật, phương tiện đến cơ quan",
    in: ["STEPS"],
    pattern:
      /(?:đưa|mang|điều khiển) (?:xe|phương tiện|tàu|vũ khí|mẫu vật|hiện vật|đối tượng|trẻ em)(?: [^.;\n]{0,30})? (?:đến|tới)/g,
  },
]
