"""LSTM: forecasting and sensors; recurrent kernels."""
