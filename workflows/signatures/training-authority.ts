/** Who certifies the made-up people of training and rehearsal. */
export const TRAINING_AUTHORITY = "CA TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
