import { REMOVED_KEPT_DAYS } from "#models/attachment/attachment.ts"
import { KEPT_FORM_LIMITS } from "#models/kept-form/kept-form.ts"
import { REMARK_LIMITS } from "#models/public-remark/public-remark.ts"
import type { PersonalData } from "#models/reference/personal-data.ts"

const DUTY = "Thực hiện nhiệm vụ của cơ quan nhà nước theo Luật 91/2025/QH15 và NĐ 356/2025/NĐ-CP"
const SINCE = "2022-01-01"

const row = (
  what: string,
  whose: string,
  purpose: string,
  keptFor: string,
  readers: string,
  basis = DUTY,
): PersonalData => ({ what, whose, purpose, basis, keptFor, readers, validFrom: SINCE, validTo: null })

/** What the system keeps of people as it stands; what an office keeps besides, it adds on screen. */
export const PERSONAL_DATA: PersonalData[] = [
  row(
    "Tên đăng nhập, họ tên, vai trò và cơ quan theo thời gian",
    "Cán bộ, công chức có tài khoản",
    "Biết ai được làm gì, ai đã làm gì",
    "Đến khi hai người có thẩm quyền xóa sau khi nghỉ; sau đó còn mã và vai trò, không còn tên",
    "Người dùng trong cơ quan; quản trị",
  ),
  row(
    "Mật khẩu (chỉ mã băm), khóa xác thực hai bước (đã mã hóa), khóa truy cập (chỉ khóa công khai và tên)",
    "Cán bộ, công chức có tài khoản",
    "Xác thực người đăng nhập",
    "Đến khi đổi hoặc gỡ bỏ",
    "Không ai đọc được bản rõ",
  ),
  row(
    "Mã định danh ở đăng nhập chung của tỉnh",
    "Cán bộ, công chức đăng nhập bằng cách đó",
    "Biết người mà nơi đăng nhập chung xác nhận là ai ở đây",
    "Đến khi quản trị xóa khỏi dòng của người đó",
    "Quản trị",
  ),
  row(
    "Phiên đăng nhập: giờ, địa chỉ mạng, trình duyệt",
    "Cán bộ, công chức có tài khoản",
    "Để chủ tài khoản thấy và kết thúc phiên lạ",
    "Một ngày sau khi hết phiên",
    "Chính chủ tài khoản",
  ),
  row(
    "Địa chỉ thư công vụ",
    "Cán bộ, công chức có tài khoản",
    "Gửi thông báo công việc và mã đặt lại mật khẩu",
    "Theo thời gian hiệu lực ghi ở bảng Thư công vụ; xóa cùng thông tin của người đã nghỉ",
    "Quản trị",
  ),
  row(
    "Họ tên, chức vụ, chữ ký số của người ký; số định danh trong chứng thư của chữ ký đó, nằm trong chính văn bản đã ký",
    "Người có thẩm quyền ký",
    "Giá trị pháp lý của quyết định; nhận ra chữ ký bằng chứng thư của người trùng tên",
    "Vĩnh viễn, cùng quyết định",
    "Mọi người",
    "NĐ 30/2020/NĐ-CP; Luật Giao dịch điện tử 2023",
  ),
  row(
    "Họ tên người ký duyệt, ghi trong báo cáo của đơn vị đã gửi",
    "Lãnh đạo đơn vị ký duyệt báo cáo",
    "Báo cáo đã gửi giữ nguyên như lúc gửi",
    "Cùng báo cáo; còn lại khi thông tin của người ký đã xóa",
    "Người được xem báo cáo đó",
  ),
  row(
    "Nhật ký: ai (theo mã) làm gì, lúc nào, địa chỉ mạng khi đăng nhập",
    "Cán bộ, công chức có tài khoản",
    "Chứng minh và phát hiện việc làm sai",
    "Cùng hồ sơ của hệ thống; không sửa, không xóa từng dòng",
    "Người có quyền xem nhật ký",
  ),
  row(
    "Nội dung đang nhập dở khi hết phiên",
    "Cán bộ, công chức có tài khoản",
    "Không mất phần đã nhập",
    `${KEPT_FORM_LIMITS.hours} giờ`,
    "Chính người nhập",
  ),
  row(
    "Tệp đính kèm và tên người đính kèm",
    "Cán bộ, công chức có tài khoản",
    "Căn cứ của đăng ký và nhiệm vụ",
    `Cùng hồ sơ; tệp đã bỏ được xóa hẳn nội dung sau ${REMOVED_KEPT_DAYS} ngày`,
    "Người được xem hồ sơ đó",
  ),
  row(
    "Góp ý gửi từ trang công khai và câu trả lời; không hỏi tên, không cần tài khoản",
    "Người dân",
    "Tiếp nhận, trả lời góp ý",
    `${REMARK_LIMITS.keptDays} ngày kể từ khi gửi`,
    "Cơ quan trả lời; người gửi, bằng mã riêng",
  ),
]
