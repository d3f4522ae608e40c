"""What can be drawn on a clip's pictures: a layer each, straight on I420, which costs little."""
