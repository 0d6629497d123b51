/** The tables of office data that are changed on screen, by the name that stands in their address. */
export const TABLE_LABELS = {
  "co-quan": "Cơ quan, đơn vị",
  "ten-co-quan": "Tên cơ quan theo thời gian",
  "ma-co-quan": "Mã cơ quan, đơn vị",
  "nhom-don-vi": "Nhóm đơn vị",
  "linh-vuc": "Cơ quan đầu mối theo lĩnh vực",
  "bo-nganh": "Cơ quan đầu mối theo bộ, ngành",
  "nguoi-dung": "Người sử dụng",
  "thu-dien-tu": "Thư công vụ",
  "phan-cong": "Phân công vai trò",
  "tham-quyen-ky": "Thẩm quyền ký",
  "co-quan-ban-hanh": "Cơ quan ban hành, nơi nhận",
  cong: "Cổng nhận bản ghi",
  "diem-nhan-tin": "Điểm nhận tin",
  "ngay-nghi": "Ngày nghỉ, ngày làm bù",
  "lich-ra-soat": "Lịch rà soát hằng năm",
  "chi-tieu": "Chỉ tiêu",
  "chi-so": "Chỉ số đo lường",
  "chi-tieu-chi-so": "Chỉ tiêu của chỉ số, theo đơn vị và quý",
  "quy-tac": "Quy tắc xử lý",
  "can-cu-phap-ly": "Sổ căn cứ pháp lý",
  "nhac-han": "Nhắc thời hạn",
  "gio-ban-tin": "Giờ gửi bản tin ngày",
  "tu-tim-kiem": "Từ viết tắt, tên thường gọi",
  "huong-dan": "Hướng dẫn trả lời tiêu chí",
} as const

export type TableId = keyof typeof TABLE_LABELS
