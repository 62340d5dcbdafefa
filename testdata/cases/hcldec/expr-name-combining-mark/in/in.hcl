v = é
