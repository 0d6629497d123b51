import { LegalAct } from "#models/legal-basis/legal-act.ts"

/**
 * Acts of the register whose days are known: of the acts procedures rest on most, the ones that were replaced since 2022, with
 * what took their place. Days of the acts on online services are those of the law packs; the others are from general knowledge
 * of the closing articles and say so. Everything else in the register comes from the records themselves, without days.
 */
const BY_HEART = "Ngày hiệu lực theo hiểu biết chung, chưa đối chiếu Công báo"

type Row = [number: string, name: string, validFrom: string, validTo?: string, replacedBy?: string]

const OF_THE_PACKS: Row[] = [
  ["42/2022/NĐ-CP", "Nghị định số 42/2022/NĐ-CP", "2022-08-15", "2026-06-30", "224/2026/NĐ-CP"],
  ["224/2026/NĐ-CP", "Nghị định số 224/2026/NĐ-CP", "2026-07-01"],
  ["148/2025/QH15", "Luật Chuyển đổi số số 148/2025/QH15", "2026-07-01"],
  ["01/2023/TT-VPCP", "Thông tư số 01/2023/TT-VPCP", "2023-05-25"],
  ["45/2020/NĐ-CP", "Nghị định số 45/2020/NĐ-CP", "2020-05-22"],
  ["63/2010/NĐ-CP", "Nghị định số 63/2010/NĐ-CP", "2010-10-14"],
  ["61/2018/NĐ-CP", "Nghị định số 61/2018/NĐ-CP", "2018-06-21", "2025-06-30", "118/2025/NĐ-CP"],
  ["118/2025/NĐ-CP", "Nghị định số 118/2025/NĐ-CP", "2025-07-01"],
]

const FROM_MEMORY: Row[] = [
  ["51/2005/QH11", "Luật Giao dịch điện tử số 51/2005/QH11", "2006-03-01", "2024-06-30", "20/2023/QH15"],
  ["20/2023/QH15", "Luật Giao dịch điện tử số 20/2023/QH15", "2024-07-01"],
  ["45/2013/QH13", "Luật Đất đai số 45/2013/QH13", "2014-07-01", "2024-07-31", "31/2024/QH15"],
  ["31/2024/QH15", "Luật Đất đai số 31/2024/QH15", "2024-08-01"],
  ["65/2014/QH13", "Luật Nhà ở số 65/2014/QH13", "2015-07-01", "2024-07-31", "27/2023/QH15"],
  ["27/2023/QH15", "Luật Nhà ở số 27/2023/QH15", "2024-08-01"],
  [
    "66/2014/QH13",
    "Luật Kinh doanh bất động sản số 66/2014/QH13",
    "2015-07-01",
    "2024-07-31",
    "29/2023/QH15",
  ],
  ["29/2023/QH15", "Luật Kinh doanh bất động sản số 29/2023/QH15", "2024-08-01"],
  ["59/2014/QH13", "Luật Căn cước công dân số 59/2014/QH13", "2016-01-01", "2024-06-30", "26/2023/QH15"],
  ["26/2023/QH15", "Luật Căn cước số 26/2023/QH15", "2024-07-01"],
  ["58/2014/QH13", "Luật Bảo hiểm xã hội số 58/2014/QH13", "2016-01-01", "2025-06-30", "41/2024/QH15"],
  ["41/2024/QH15", "Luật Bảo hiểm xã hội số 41/2024/QH15", "2025-07-01"],
  ["43/2013/QH13", "Luật Đấu thầu số 43/2013/QH13", "2014-07-01", "2023-12-31", "22/2023/QH15"],
  ["22/2023/QH15", "Luật Đấu thầu số 22/2023/QH15", "2024-01-01"],
  ["40/2009/QH12", "Luật Khám bệnh, chữa bệnh số 40/2009/QH12", "2011-01-01", "2023-12-31", "15/2023/QH15"],
  ["15/2023/QH15", "Luật Khám bệnh, chữa bệnh số 15/2023/QH15", "2024-01-01"],
  ["17/2012/QH13", "Luật Tài nguyên nước số 17/2012/QH13", "2013-01-01", "2024-06-30", "28/2023/QH15"],
  ["28/2023/QH15", "Luật Tài nguyên nước số 28/2023/QH15", "2024-07-01"],
  ["23/2008/QH12", "Luật Giao thông đường bộ số 23/2008/QH12", "2009-07-01", "2024-12-31", "36/2024/QH15"],
  ["36/2024/QH15", "Luật Trật tự, an toàn giao thông đường bộ số 36/2024/QH15", "2025-01-01"],
  ["35/2024/QH15", "Luật Đường bộ số 35/2024/QH15", "2025-01-01"],
  ["01/2011/QH13", "Luật Lưu trữ số 01/2011/QH13", "2012-07-01", "2025-06-30", "33/2024/QH15"],
  ["33/2024/QH15", "Luật Lưu trữ số 33/2024/QH15", "2025-07-01"],
  ["53/2014/QH13", "Luật Công chứng số 53/2014/QH13", "2015-01-01", "2025-06-30", "46/2024/QH15"],
  ["46/2024/QH15", "Luật Công chứng số 46/2024/QH15", "2025-07-01"],
  ["60/2010/QH12", "Luật Khoáng sản số 60/2010/QH12", "2011-07-01", "2025-06-30", "54/2024/QH15"],
  ["54/2024/QH15", "Luật Địa chất và khoáng sản số 54/2024/QH15", "2025-07-01"],
  [
    "27/2001/QH10",
    "Luật Phòng cháy và chữa cháy số 27/2001/QH10",
    "2001-10-04",
    "2025-06-30",
    "55/2024/QH15",
  ],
  ["55/2024/QH15", "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ số 55/2024/QH15", "2025-07-01"],
  ["28/2001/QH10", "Luật Di sản văn hóa số 28/2001/QH10", "2002-01-01", "2025-06-30", "45/2024/QH15"],
  ["45/2024/QH15", "Luật Di sản văn hóa số 45/2024/QH15", "2025-07-01"],
  ["38/2013/QH13", "Luật Việc làm số 38/2013/QH13", "2015-01-01", "2025-12-31", "74/2025/QH15"],
  ["74/2025/QH15", "Luật Việc làm số 74/2025/QH15", "2026-01-01"],
  ["06/2007/QH12", "Luật Hóa chất số 06/2007/QH12", "2008-07-01", "2025-12-31", "69/2025/QH15"],
  ["69/2025/QH15", "Luật Hóa chất số 69/2025/QH15", "2026-01-01"],
  ["11/2012/QH13", "Luật Giá số 11/2012/QH13", "2013-01-01", "2024-06-30", "16/2023/QH15"],
  ["16/2023/QH15", "Luật Giá số 16/2023/QH15", "2024-07-01"],
  ["41/2009/QH12", "Luật Viễn thông số 41/2009/QH12", "2010-07-01", "2024-06-30", "24/2023/QH15"],
  ["24/2023/QH15", "Luật Viễn thông số 24/2023/QH15", "2024-07-01"],
  ["60/2014/QH13", "Luật Hộ tịch số 60/2014/QH13", "2016-01-01"],
]

const act = ([number, name, validFrom, validTo, replacedBy]: Row, unverified: string): LegalAct =>
  LegalAct.parse({
    number,
    name,
    validFrom,
    validTo: validTo ?? null,
    replacedBy,
    origin: "TABLE",
    unverified,
  })

export const LEGAL_ACTS: readonly LegalAct[] = [
  ...OF_THE_PACKS.map((row) => act(row, "")),
  ...FROM_MEMORY.map((row) => act(row, BY_HEART)),
  act(
    ["02/2017/TT-VPCP", "Thông tư số 02/2017/TT-VPCP", "2017-12-15"],
    "Chưa kiểm chứng: Thông tư số 09/2026/TT-BTP (15/6/2026, hiệu lực 01/8/2026, lĩnh vực kiểm soát thủ tục hành chính) có thể đã thay thế",
  ),
]
